import type { Instant } from '../../src/kernel/instant.js';
import { ManualClock } from '../../src/platform/clock/manual-clock.js';

/** A clock that a machine may sleep under, or that somebody sets: wall time leaps, and no timer fires. */
export class LeapingClock extends ManualClock {
  private leaptMs = 0;

  override now(): Instant {
    return super.now() + this.leaptMs;
  }

  leap(byMs: number): void {
    this.leaptMs += byMs;
  }
}
