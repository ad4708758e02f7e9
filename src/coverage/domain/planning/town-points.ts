import type { DemandMap } from '../candidates/demands-of.js';
import type { TownMap } from '../map/town-map.js';
import type { PlacePoints } from './place-points.js';

/** The points of all places as demands; their numbers are those of the map, so that of some nothing is asked. */
export interface TownPoints extends DemandMap {
  readonly places: PlacePoints;
}

/**
 * What is left to see of the places of some villages (null for all): each point by `wanted` live cameras, those that are
 * seen often enough among them. A place's weight is shared by its points.
 */
export function townPoints(map: TownMap, villageIds: readonly string[] | null, wanted: number): TownPoints {
  const { placeOf, count, detail } = map.ground.points;
  const { places, placeShare } = map.grounds;
  const liveSeers = map.placeCounts.live;
  const demands = {
    weight: new Float64Array(count),
    need: new Uint8Array(count),
    isRequired: new Uint8Array(count),
  };
  const ofPoint = new Int32Array(count).fill(-1);
  for (let point = 0; point < count; point += 1) {
    const place = places[placeOf[point]!]!;
    if (villageIds?.includes(place.villageId) === false) continue;
    ofPoint[point] = point;
    demands.weight[point] = place.weight / map.ground.points.countOf(placeOf[point]!);
    demands.need[point] = Math.max(0, wanted - liveSeers[point]!);
  }
  const weight = Float64Array.from(places, (place) => place.weight);
  return {
    demands,
    ofPoint,
    ofCell: null,
    level: Uint8Array.from(placeOf, (place) => detail[place]!),
    places: { placeOf, liveSeers, weight, share: placeShare },
  };
}
