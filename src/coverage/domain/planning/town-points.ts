import type { Entry } from '../map/answers.js';
import type { TownMap } from '../map/town-map.js';
import type { Demands, Options } from './options.js';
import type { PlacePoints } from './place-points.js';

/** The points of all places as demands; their numbers are those of the map. */
export interface TownPoints {
  readonly demands: Demands;
  readonly places: PlacePoints;
  /** 1 for the points of places that are asked about; of others nothing is told. */
  readonly isAsked: Uint8Array;
}

/**
 * What is left to see of the places of some villages (null for all): each point by `wanted` live cameras. A place's
 * weight is shared by its points.
 */
export function townPoints(
  map: TownMap,
  villageIds: readonly string[] | null,
  wanted: number,
): TownPoints {
  const { placeOf, count } = map.ground.points;
  const { places, placeShare } = map.grounds;
  const liveSeers = map.placeCounts.live;
  const demands = {
    weight: new Float64Array(count),
    need: new Uint8Array(count),
    isRequired: new Uint8Array(count),
  };
  const isAsked = new Uint8Array(count);
  for (let point = 0; point < count; point += 1) {
    const place = places[placeOf[point]!]!;
    if (villageIds?.includes(place.villageId) === false) continue;
    isAsked[point] = 1;
    demands.weight[point] = place.weight / map.ground.points.countOf(placeOf[point]!);
    demands.need[point] = Math.max(0, wanted - liveSeers[point]!);
  }
  const weight = Float64Array.from(places, (place) => place.weight);
  return { demands, places: { placeOf, liveSeers, weight, share: placeShare }, isAsked };
}

/** Cameras of the register as options, as if each lived, by what they see of the places that are asked about. */
export function camerasAsOptions(
  map: TownMap,
  { isAsked }: TownPoints,
  cameraIds: readonly string[],
  costFen: (cameraId: string) => number,
): Options {
  const entries = cameraIds.map((id) => map.entry(id)!);
  return {
    count: entries.length,
    costFen: (option) => costFen(cameraIds[option]!),
    site: () => -1,
    distanceM: () => Infinity,
    sees: (option, into) => {
      const seen = pointsSeenBy(map, entries[option]!, into);
      return keep(into, seen, isAsked);
    },
    mostSeen: entries.reduce((most, { seen }) => Math.max(most, seen.points.length), 0),
  };
}

/** The points that it sees as its place needs them, often enough to count. */
function pointsSeenBy({ ground }: TownMap, { seen, counts }: Entry, into: Int32Array): number {
  if (!counts) return 0;
  const { placeOf, detail } = ground.points;
  let found = 0;
  for (const mark of seen.points) {
    const point = mark >> 2;
    if ((mark & 3) >= detail[placeOf[point]!]!) into[found++] = point;
  }
  return found;
}

function keep(points: Int32Array, count: number, isAsked: Uint8Array): number {
  let kept = 0;
  for (let at = 0; at < count; at += 1) if (isAsked[points[at]!] === 1) points[kept++] = points[at]!;
  return kept;
}
