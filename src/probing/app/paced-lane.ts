import { SECOND_MS } from '../../kernel/instant.js';
import type { Clock } from '../../platform/clock/clock.js';
import type { Evidence } from '../domain/evidence.js';
import { Pace, type PaceLimits } from '../domain/pace.js';
import type { ProbeMemory } from '../domain/probe-memory.js';
import { Lane } from './lane.js';

/** Where devices take longer than this to say anything, too many are asked at once. */
export const LONGEST_ANSWER_MS = SECOND_MS;

/** As many tasks at once as fare well. */
export class PacedLane extends Lane {
  private readonly pace: Pace;

  constructor(
    limits: PaceLimits,
    private readonly clock: Pick<Clock, 'monotonicMs'>,
  ) {
    const pace = new Pace(limits);
    super(() => pace.places);
    this.pace = pace;
  }

  /** `delayMs` is what a look waited for something that takes no time where there is room. */
  fared(delayMs: number): void {
    this.pace.saw({ delayMs, isShort: this.waitingCount > 0, nowMs: this.clock.monotonicMs() });
  }

  /** Of a look that was made here; `before` is what was remembered of the camera then. */
  looked(evidence: Evidence, before: Pick<ProbeMemory, 'missed'>): void {
    const delayMs = firstAnswerMs(evidence, before);
    if (delayMs !== null) this.fared(delayMs);
  }
}

/**
 * What a device took to say anything at all: a busy machine, or network, makes that long. Null where it was not asked, and of one
 * that was silent before, too: it is dead.
 */
function firstAnswerMs({ rungs }: Evidence, { missed }: Pick<ProbeMemory, 'missed'>): number | null {
  const asked = rungs.filter(({ rung, tookMs }) => (rung === 'reach' || rung === 'onvif') && tookMs !== null);
  const isDead = missed > 0 && asked.some(({ outcome }) => outcome === 'broken');
  return asked.length === 0 || isDead ? null : asked.reduce((sum, { tookMs }) => sum + tookMs!, 0);
}
