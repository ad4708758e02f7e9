import { setTimeout as pause } from 'node:timers/promises';

/** Timers fire late by a millisecond or more; so much may be caught up, and no more after a stall. */
const CATCH_UP_MS = 20;

/** Lets at most `perSecond` pass in a second, evenly. */
export class Pacer {
  private readonly intervalMs: number;
  private nextMs = 0;

  constructor(
    perSecond: number,
    private readonly nowMs: () => number = () => performance.now(),
  ) {
    this.intervalMs = 1_000 / perSecond;
  }

  /** Resolves when it is this caller's turn. Rejects only with the signal's reason. */
  async turn(signal: AbortSignal): Promise<void> {
    signal.throwIfAborted();
    const nowMs = this.nowMs();
    const mineMs = Math.max(this.nextMs, nowMs - CATCH_UP_MS);
    this.nextMs = mineMs + this.intervalMs;
    if (mineMs - nowMs < 1) return;
    await pause(mineMs - nowMs, undefined, { signal }).catch(() => signal.throwIfAborted());
  }
}
