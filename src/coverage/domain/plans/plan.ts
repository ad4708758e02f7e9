import type { Instant } from '../../../kernel/instant.js';
import type { PricedChange } from '../changes/change.js';
import type { Effect } from '../changes/effect.js';

/** `entered`: what it buys stands in the register as planned cameras, and its changes no longer change. */
export const PLAN_STATES = ['draft', 'entered'] as const;
export type PlanState = (typeof PLAN_STATES)[number];

/** 规划方案: changes that people consider together. */
export interface Plan {
  readonly id: string;
  readonly name: string;
  readonly note: string | null;
  /** Those whose places it is judged by, and in which all of its changes are. */
  readonly villageIds: readonly string[];
  readonly items: readonly PricedChange[];
  readonly state: PlanState;
  /** What it promised when its changes were last written: later what is there is held against it. */
  readonly promise: Effect;
  readonly promisedAt: Instant;
  readonly enteredAt: Instant | null;
  /** The name of whoever made it. */
  readonly createdBy: string;
  readonly createdAt: Instant;
  readonly updatedAt: Instant;
  /** Grows by one with every change. */
  readonly revision: number;
}
