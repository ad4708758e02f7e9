import type { Effect, PlaceDifference } from '../changes/effect.js';
import type { Status } from '../map/status.js';

/** A place that two plans leave differently, or that one of them changes. */
export interface ComparedPlace extends Pick<PlaceDifference, 'placeId' | 'villageId' | 'weight' | 'before'> {
  readonly first: Status;
  readonly second: Status;
}

export interface PlanFigures {
  readonly costFen: number;
  /** Weights of the gaps that it closes, less those that it opens. */
  readonly gain: number;
  /** Whole fen for each of these; null where it closes none. */
  readonly fenPerGain: number | null;
}

export interface Comparison {
  readonly first: PlanFigures;
  readonly second: PlanFigures;
  readonly places: readonly ComparedPlace[];
}

/** Two plans beside each other, both from the same map and for the same villages. */
export function compare(first: Effect, second: Effect): Comparison {
  const [a, b] = [byPlace(first), byPlace(second)];
  const placeIds = [...new Set([...a.keys(), ...b.keys()])].toSorted();
  const places = placeIds.map((placeId) => {
    const { villageId, weight, before } = (a.get(placeId) ?? b.get(placeId))!;
    const after = (of: typeof a) => of.get(placeId)?.after ?? before;
    return { placeId, villageId, weight, before, first: after(a), second: after(b) };
  });
  return { first: figuresOf(first), second: figuresOf(second), places };
}

export function figuresOf({ costFen, before, after }: Effect): PlanFigures {
  const gain = before.gapWeight - after.gapWeight;
  return { costFen, gain, fenPerGain: gain > 0 ? Math.round(costFen / gain) : null };
}

function byPlace({ differences }: Effect): Map<string, PlaceDifference> {
  return new Map(differences.map((each) => [each.placeId, each]));
}
