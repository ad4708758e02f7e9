import { DomainError } from '../../../kernel/domain-error.js';
import { positionOf } from '../../../kernel/geography.js';
import { type DemandMap, demandsOf } from '../candidates/demands-of.js';
import { standingCameras } from '../candidates/standing-cameras.js';
import type { PricedChange } from '../changes/change.js';
import { type Effect, effectOf } from '../changes/effect.js';
import type { TownMap } from '../map/town-map.js';
import type { Level } from '../sight/sight.js';
import { USUAL_SIGHTS } from '../sight/sight-facts.js';
import type { Bound } from './bound.js';
import type { Pick, SuggestionLimit } from './greedy.js';
import { joined } from './joined-options.js';
import { type Offer, type OfferAsked, offerOf } from './offer.js';
import { refuseUnknownPlaces } from './refusals.js';
import { suggest, type Suggestion } from './suggest.js';
import { villageFinder } from './village-at.js';

/** What repairs cost: one price for all, and others for some. */
export interface RepairPrices {
  readonly costFen: number;
  readonly costs: readonly { readonly cameraId: string; readonly costFen: number }[];
}

export interface SuggestionsAsked {
  /** Whose places are to be seen, whose cameras mended and whose boundaries hold the grid; null for all. */
  readonly villageIds: readonly string[] | null;
  readonly limit: SuggestionLimit;
  readonly offer: OfferAsked;
  readonly camerasPerPlace: number;
  readonly requiredPlaceIds: readonly string[];
  /** Built-up area beside the places; null for places alone. */
  readonly ground: { readonly level: Level; readonly weightPerHectare: number } | null;
  /** Null buys only; else broken cameras may be mended instead. */
  readonly repairs: RepairPrices | null;
}

export interface SuggestionsAnswer {
  readonly cameras: readonly (Omit<Pick, 'option'> & {
    readonly item: PricedChange;
    /** What it is for sale as; null for a repair. */
    readonly type: string | null;
  })[];
  readonly totalGain: number;
  readonly totalCostFen: number;
  readonly reachable: number;
  readonly strategy: Suggestion['strategy'];
  readonly bound: Bound;
  readonly unmetRequiredPlaceIds: readonly string[];
  readonly considered: {
    readonly sites: number;
    readonly forbiddenSites: number;
    readonly outsideSites: number;
    readonly options: number;
    readonly repairs: number;
    readonly looks: number;
  };
  readonly effect: Effect;
}

/** The cameras to buy (and to mend) that make the most of what is not seen seen, the best first. */
export function answerSuggestions(map: TownMap, asked: SuggestionsAsked): SuggestionsAnswer {
  const { villageIds } = asked;
  refuseUnknownPlaces(map, asked.requiredPlaceIds, villageIds);
  const wanted = wantedOf(map, asked);
  const offer = offerOf(map, wanted, asked.offer, villageIds);
  const brokenIds = asked.repairs === null ? [] : brokenOf(map, villageIds);
  const broken = standingCameras(map, wanted, { ids: brokenIds, costFen: repairCost(asked.repairs) });
  const { isForbidden, minDistanceM } = offer.restrictions;
  const repairs = broken.count;
  const { picks, unmetRequired, looks, ...told } = suggest(
    wanted.demands,
    joined(broken, offer.options),
    asked.limit,
    { minDistanceM, isForbidden: (option) => option >= repairs && isForbidden(option - repairs) },
  );
  const itemOf = itemFinder(map, offer, brokenIds, villageIds);
  const cameras = picks.map(({ option, ...pick }) => ({ ...pick, ...itemOf(option, pick.costFen) }));
  return {
    cameras,
    ...told,
    unmetRequiredPlaceIds: placesOf(map, wanted, unmetRequired),
    considered: {
      sites: offer.sites.spots.length,
      forbiddenSites: offer.sites.isForbidden.reduce((sum, one) => sum + one, 0),
      outsideSites: offer.sites.outside,
      options: offer.options.count,
      repairs,
      looks,
    },
    effect: effectOf(
      map,
      cameras.map(({ item }) => item),
      villageIds,
      USUAL_SIGHTS,
    ),
  };
}

function wantedOf(map: TownMap, asked: SuggestionsAsked): DemandMap {
  const villageIds = asked.villageIds === null ? null : new Set(asked.villageIds);
  return demandsOf(map, {
    cameras: asked.camerasPerPlace,
    basis: 'live',
    places: { villageIds, requiredIds: new Set(asked.requiredPlaceIds) },
    ground: asked.ground === null ? null : { villageIds, ...asked.ground },
  });
}

export function brokenOf(map: TownMap, villageIds: readonly string[] | null): readonly string[] {
  return map.cameras
    .filter(({ isLive, villageId }) => !isLive && (villageIds?.includes(villageId) ?? true))
    .map(({ id }) => id);
}

export function repairCost(prices: RepairPrices | null): (cameraId: string) => number {
  const known = new Map(prices?.costs.map(({ cameraId, costFen }) => [cameraId, costFen]));
  return (cameraId) => known.get(cameraId) ?? prices?.costFen ?? 0;
}

/** What an option is as a change that a plan can hold. */
function itemFinder(
  map: TownMap,
  offer: Offer,
  brokenIds: readonly string[],
  villageIds: readonly string[] | null,
) {
  const villageAt = villageFinder(map.grounds, villageIds);
  let bought = 0;
  return (option: number, costFen: number): { item: PricedChange; type: string | null } => {
    const cameraId = brokenIds[option];
    if (cameraId !== undefined)
      return { item: { id: cameraId, costFen, change: { kind: 'repair', cameraId } }, type: null };
    const { type, sight } = offer.at(option - brokenIds.length);
    bought += 1;
    const camera = {
      name: `${type.name} ${bought}`,
      villageId: villageAt(sight.at) ?? noVillageKnown(),
      position: positionOf(map.grounds.plane, sight.at),
      mounting: { ...type.mounting, headingDeg: sight.headingDeg },
    };
    return { item: { id: `bought-${bought}`, costFen, change: { kind: 'buy', camera } }, type: type.name };
  };
}

function noVillageKnown(): never {
  const message =
    'nobody knows in which village a site lies, for none has a boundary or a camera; ask for one village';
  throw new DomainError('unprocessable', 'no-village-known', `villageIds: ${message}.`, [
    { path: 'villageIds', message },
  ]);
}

function placesOf(map: TownMap, { ofPoint }: DemandMap, demands: readonly number[]): readonly string[] {
  const unmet = new Set(demands);
  const places = new Set<number>();
  for (const [point, demand] of ofPoint.entries())
    if (unmet.has(demand)) places.add(map.ground.points.placeOf[point]!);
  return [...places].map((place) => map.grounds.places[place]!.id);
}
