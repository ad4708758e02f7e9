import type { PlaceStatus } from '../map/answers.js';
import type { GroundPlace } from '../map/grounds.js';
import { STATUSES, type Status } from '../map/status.js';
import type { TownMap } from '../map/town-map.js';
import type { SightDefaults } from '../sight/sight-facts.js';
import { costOf, type PricedChange } from './change.js';
import { mapAfter } from './map-after.js';

/** A place that stands otherwise after the changes than before. */
export interface PlaceDifference {
  readonly placeId: string;
  readonly villageId: string;
  readonly weight: number;
  readonly before: Status;
  readonly after: Status;
  /** Shares of its points that a live camera sees at the detail it needs. */
  readonly seenBefore: number;
  readonly seenAfter: number;
}

/** Places by their status, and the weights of the gaps (dark and uncovered). */
export interface Standing {
  readonly places: Readonly<Record<Status, number>>;
  readonly gapWeight: number;
}

/** What changes do to the places of some villages. */
export interface Effect {
  readonly costFen: number;
  readonly before: Standing;
  readonly after: Standing;
  /** Those that change: the status, or the share that is seen. In the order of ids. */
  readonly differences: readonly PlaceDifference[];
}

/**
 * What the cameras would see after these changes, made one after another; the map that was handed in stays as it is.
 * `villageIds` are the villages whose places are told and whose cameras there are to change, null for all. Refuses a change
 * of a camera that is not there.
 */
export function effectOf(
  map: TownMap,
  changes: readonly PricedChange[],
  villageIds: readonly string[] | null,
  defaults: SightDefaults,
): Effect {
  const after = mapAfter(map, changes, villageIds, defaults);
  const [then, now] = [after.statuses(), map.statuses()];
  const statuses = map.grounds.places
    .map((place, at) => ({ place, before: now[at]!, after: then[at]! }))
    .filter(({ place }) => villageIds?.includes(place.villageId) ?? true);
  return {
    costFen: costOf(changes),
    before: standingOf(statuses.map((each) => [each.place, each.before])),
    after: standingOf(statuses.map((each) => [each.place, each.after])),
    differences: statuses
      .map((each) => differenceOf(each.place, each.before, each.after))
      .filter((each) => each.before !== each.after || each.seenBefore !== each.seenAfter)
      .toSorted((a, b) => (a.placeId < b.placeId ? -1 : 1)),
  };
}

function differenceOf(place: GroundPlace, before: PlaceStatus, after: PlaceStatus): PlaceDifference {
  const { id: placeId, villageId, weight } = place;
  return {
    placeId,
    villageId,
    weight,
    before: before.status,
    after: after.status,
    seenBefore: shareOf(before),
    seenAfter: shareOf(after),
  };
}

function shareOf({ seenLive, points }: PlaceStatus): number {
  return points === 0 ? 0 : seenLive / points;
}

export function isGap(status: Status): boolean {
  return status === 'dark' || status === 'uncovered';
}

function standingOf(places: readonly (readonly [GroundPlace, PlaceStatus])[]): Standing {
  const count = (wanted: Status) => places.filter(([, { status }]) => status === wanted).length;
  return {
    places: Object.fromEntries(STATUSES.map((status) => [status, count(status)])) as Record<Status, number>,
    gapWeight: places.reduce((sum, [{ weight }, { status }]) => (isGap(status) ? sum + weight : sum), 0),
  };
}
