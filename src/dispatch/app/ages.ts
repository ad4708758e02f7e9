import type { Instant } from '../../kernel/instant.js';
import type { Clock } from '../../platform/clock/clock.js';

/**
 * How old things are, whatever is done to the clock on the wall. That is asked once, when a thing is met, for how old it
 * is by then; what goes by after that is counted by the clock that never jumps.
 */
export class Ages {
  /** When each began, by the clock that never jumps: for what is older than the process, before its beginning. */
  private begunMs = new Map<string, number>();

  constructor(private readonly clock: Pick<Clock, 'now' | 'monotonicMs'>) {}

  /** These are there, each since when; all others are forgotten. Call it often: what is new is met here. */
  keep(things: readonly (readonly [key: string, since: Instant])[]): void {
    const [now, nowMs] = [this.clock.now(), this.clock.monotonicMs()];
    this.begunMs = new Map(
      things.map(([key, since]) => [key, this.begunMs.get(key) ?? nowMs - Math.max(0, now - since)]),
    );
  }

  /** Zero for what is not there. */
  ofMs(key: string): number {
    const begunMs = this.begunMs.get(key);
    return begunMs === undefined ? 0 : this.clock.monotonicMs() - begunMs;
  }
}
