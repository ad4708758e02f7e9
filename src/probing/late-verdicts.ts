import type { Evidence } from './domain/evidence.js';
import type { Verdict } from './domain/verdict.js';

/** A probe that was made while we could not hear of it. */
export interface JudgedLate {
  readonly cameraId: string;
  /** Its instant is when the probe was made, by our clock. */
  readonly evidence: Evidence;
  readonly verdict: Verdict;
  /** So often it is looked at, milliseconds. */
  readonly everyMs: number;
}

/** Rejects where it cannot be taken now; then it is told again. */
export type TakeLate = (zoneId: string, judged: readonly JudgedLate[]) => Promise<void>;

/** What probers of a zone saw while they were cut off, in the order in which they saw it; doubled where they are in doubt. */
export abstract class LateVerdicts {
  /** Registers the one who takes them, at the start. */
  abstract listen(take: TakeLate): void;
}
