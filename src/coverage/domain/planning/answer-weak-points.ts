import { standingCameras } from '../candidates/standing-cameras.js';
import { TIES, type Tie } from '../map/grounds.js';
import type { TownMap } from '../map/town-map.js';
import { lossesOf } from './losses.js';
import { townPoints } from './town-points.js';
import { weakPoints } from './weak-points.js';

export interface WeakPointsAsked {
  /** The villages whose cameras are lost and whose places are told; null for all. */
  readonly villageIds: readonly string[] | null;
  readonly limit: number;
}

export interface WeakPointAnswer {
  readonly kind: Tie | 'camera';
  /** The camera's id, or what its cameras share. */
  readonly name: string;
  readonly cameraIds: readonly string[];
  readonly opensPlaceIds: readonly string[];
  readonly gapWeight: number;
  /** Share of all points of the villages' places that nobody sees any more. */
  readonly lostShare: number;
}

/** N−1: what opens gaps by its loss alone, worst first. */
export function answerWeakPoints(
  map: TownMap,
  { villageIds, limit }: WeakPointsAsked,
): readonly WeakPointAnswer[] {
  const cameras = map.cameras.filter(
    ({ isLive, villageId }) => isLive && (villageIds?.includes(villageId) ?? true),
  );
  const ids = cameras.map(({ id }) => id);
  const { places } = map.grounds;
  const points = townPoints(map, villageIds, 1);
  const total = points.ofPoint.filter((point) => point >= 0).length;
  const options = standingCameras(map, points, { ids, costFen: () => 0 });
  return weakPoints(points.places, options, lossesOf(cameras, TIES))
    .slice(0, limit)
    .map(({ loss, opens, gapWeight, lostDemands }) => ({
      kind: loss.kind,
      name: loss.name,
      cameraIds: loss.cameras.map((camera) => ids[camera]!),
      opensPlaceIds: opens.map((place) => places[place]!.id),
      gapWeight,
      lostShare: lostDemands / total,
    }));
}
