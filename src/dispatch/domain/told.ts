import type { Instant } from '../../kernel/instant.js';
import type { Words } from './words.js';

/** Routine notices wait while it is quiet; urgent ones go at once. */
export type Level = 'routine' | 'urgent';

/** A village that is told of its own cameras alone, and what it was told they are called. */
export interface ToldVillage {
  readonly villageId: string;
  readonly name: Words;
}

/** Something that people were told of and that is not over yet. */
export interface Told {
  /** `outage:ID` or `incident:ID`: the thread of its notices. */
  readonly thread: string;
  /** Null for the town as a whole. */
  readonly villageId: string | null;
  readonly level: Level;
  /** What it is called in every notice of the thread. */
  readonly name: Words;
  /** The villages that are told of it apart, in words of their own; none where it is of one village. */
  readonly inVillages: readonly ToldVillage[];
  readonly toldAt: Instant;
  /** How often it was escalated. */
  readonly escalations: number;
  /** What was suspected when people were told; null for an outage. */
  readonly cause: string | null;
}

export interface EscalationPolicy {
  readonly urgentAfterMs: number;
  readonly routineAfterMs: number;
  /** How often one thing is escalated, at most; 0 is never. */
  readonly maxSteps: number;
}

/**
 * The step of escalation that is due and was not taken; null for none. Steps are as far apart as the first is from the
 * telling, which was `agoMs` ago; those that passed while nobody could tell are one. Worked value: every 30 minutes, three
 * at most: 65 minutes after the telling step 2 is due.
 */
export function escalationDue(told: Told, agoMs: number, policy: EscalationPolicy): number | null {
  const afterMs = told.level === 'urgent' ? policy.urgentAfterMs : policy.routineAfterMs;
  const step = Math.min(policy.maxSteps, Math.floor(agoMs / afterMs));
  return step > told.escalations ? step : null;
}
