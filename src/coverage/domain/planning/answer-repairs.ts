import { demandsOf } from '../candidates/demands-of.js';
import { standingCameras } from '../candidates/standing-cameras.js';
import type { TownMap } from '../map/town-map.js';
import { brokenOf, repairCost, type RepairPrices } from './answer-suggestions.js';
import { buyingCurve } from './buying-curve.js';
import { openMarket } from './market.js';
import { type OfferAsked, offerOf } from './offer.js';
import { rankRepairs, type Repair } from './repairs.js';
import { townPoints } from './town-points.js';

export interface RepairsAsked {
  readonly villageIds: readonly string[] | null;
  readonly prices: RepairPrices;
  /** What could be bought instead; null compares with nothing. */
  readonly offer: OfferAsked | null;
  readonly limit: number;
}

export interface RepairAnswer extends Omit<Repair, 'camera' | 'closes' | 'closesAlone'> {
  readonly cameraId: string;
  readonly closesPlaceIds: readonly string[];
  readonly closesAlonePlaceIds: readonly string[];
}

export interface RepairsAnswer {
  readonly repairs: readonly RepairAnswer[];
  /** Cameras that are not live, those whose repair closes nothing among them. */
  readonly broken: number;
}

/** Would mending do? The broken cameras by what their repair makes seen, beside what as much would cost to buy. */
export function answerRepairs(
  map: TownMap,
  { villageIds, prices, offer, limit }: RepairsAsked,
): RepairsAnswer {
  const ids = brokenOf(map, villageIds);
  if (ids.length === 0) return { broken: 0, repairs: [] };
  const points = townPoints(map, villageIds, 1);
  const broken = standingCameras(map, points, { ids, costFen: repairCost(prices) });
  const curveUpTo = (most: number) =>
    offer === null ? { costFen: () => null } : buyingCurve(marketOf(map, offer, villageIds), most);
  const placeIds = (places: readonly number[]) => places.map((place) => map.grounds.places[place]!.id);
  const ranked = rankRepairs(points.demands, broken, points.places, curveUpTo);
  return {
    broken: ids.length,
    repairs: ranked.slice(0, limit).map(({ camera, closes, closesAlone, ...repair }) => ({
      cameraId: ids[camera]!,
      ...repair,
      closesPlaceIds: placeIds(closes),
      closesAlonePlaceIds: placeIds(closesAlone),
    })),
  };
}

function marketOf(map: TownMap, asked: OfferAsked, villageIds: readonly string[] | null) {
  const places = {
    villageIds: villageIds === null ? null : new Set(villageIds),
    requiredIds: new Set<string>(),
  };
  const wanted = demandsOf(map, { cameras: 1, basis: 'live', places, ground: null });
  const { options, restrictions } = offerOf(map, wanted, asked, villageIds);
  return openMarket(wanted.demands, options, restrictions);
}
