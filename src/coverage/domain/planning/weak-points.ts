import type { Options } from './options.js';
import { type PlacePoints, SeenPlaces } from './place-points.js';

/** What may be lost at once: one camera, or all that share a pole, an uplink, a recorder or a power feed. */
export interface Loss<K extends string = string> {
  readonly kind: K;
  readonly name: string;
  /** Numbers of live cameras. */
  readonly cameras: readonly number[];
}

export interface WeakPoint<K extends string = string> {
  readonly loss: Loss<K>;
  /** Places that this loss alone turns into gaps, by their numbers. */
  readonly opens: readonly number[];
  /** The sum of their weights. */
  readonly gapWeight: number;
  /** Demands that nobody sees any more, those of places that are still seen well enough among them. */
  readonly lostDemands: number;
}

/**
 * N−1: what opens gaps by its loss alone, the heaviest gaps first, then the most demands lost. What leaves no demand
 * unseen is left out.
 */
export function weakPoints<K extends string>(
  places: PlacePoints,
  cameras: Pick<Options, 'sees' | 'mostSeen'>,
  losses: readonly Loss<K>[],
): readonly WeakPoint<K>[] {
  const seen = new SeenPlaces(places);
  const into = new Int32Array(cameras.mostSeen);
  const found = losses.map((loss) => {
    const lost = loss.cameras.map((camera) => into.slice(0, cameras.sees(camera, into)));
    const opens = lost.flatMap((demands) => seen.take(demands));
    const lostDemands = new Set(
      lost.flatMap((demands) => [...demands].filter((each) => seen.seersOf(each) === 0)),
    );
    for (const demands of lost) seen.add(demands);
    return { loss, opens, gapWeight: weightOf(places, opens), lostDemands: lostDemands.size };
  });
  return found.filter(({ lostDemands }) => lostDemands > 0).toSorted(heaviestFirst);
}

export function weightOf({ weight }: PlacePoints, places: readonly number[]): number {
  return places.reduce((sum, place) => sum + weight[place]!, 0);
}

function heaviestFirst(a: WeakPoint, b: WeakPoint): number {
  if (a.gapWeight !== b.gapWeight) return b.gapWeight - a.gapWeight;
  return b.lostDemands - a.lostDemands;
}
