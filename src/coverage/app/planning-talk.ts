import type { PricedChange } from '../domain/changes/change.js';
import type { WeakPointsAsked } from '../domain/planning/answer-weak-points.js';
import type { Plan } from '../domain/plans/plan.js';
import type { Level } from '../domain/sight/sight.js';

/** The villages whose places are told, and whose cameras there are to change; null for all. */
interface OfVillages {
  readonly villageIds: readonly string[] | null;
}

/** What planners ask of the map as it stands. */
export type PlanningQuestion =
  | ({ readonly kind: 'what-if'; readonly changes: readonly PricedChange[] } & OfVillages)
  | ({
      readonly kind: 'footprints-after';
      readonly changes: readonly PricedChange[];
      readonly level: Level;
    } & OfVillages)
  | ({ readonly kind: 'weak-points' } & WeakPointsAsked)
  | ({
      readonly kind: 'comparison';
      readonly first: readonly PricedChange[];
      readonly second: readonly PricedChange[];
    } & OfVillages)
  | { readonly kind: 'result'; readonly plan: Plan };

const KINDS: ReadonlySet<string> = new Set([
  'what-if',
  'footprints-after',
  'weak-points',
  'comparison',
  'result',
] satisfies readonly PlanningQuestion['kind'][]);

export function isPlanning<Q extends { readonly kind: string }>(
  question: Q,
): question is Extract<Q, PlanningQuestion> {
  return KINDS.has(question.kind);
}
