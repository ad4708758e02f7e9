import type { Instant } from '../../kernel/instant.js';
import { type Cancel, Clock } from './clock.js';

interface Timer {
  readonly dueMs: number;
  readonly task: () => void;
}

/** A clock for tests: time moves only by `advance`, and due timers fire in order on the way. */
export class ManualClock extends Clock {
  private elapsedMs = 0;
  private readonly timers = new Set<Timer>();

  constructor(private readonly start: Instant = Date.UTC(2026, 0, 1)) {
    super();
  }

  now(): Instant {
    return this.start + this.elapsedMs;
  }

  monotonicMs(): number {
    return this.elapsedMs;
  }

  after(delayMs: number, task: () => void): Cancel {
    const timer = { dueMs: this.elapsedMs + Math.max(0, delayMs), task };
    this.timers.add(timer);
    return () => this.timers.delete(timer);
  }

  advance(byMs: number): void {
    const untilMs = this.elapsedMs + byMs;
    for (let next = this.nextDue(untilMs); next; next = this.nextDue(untilMs)) {
      this.timers.delete(next);
      this.elapsedMs = next.dueMs;
      next.task();
    }
    this.elapsedMs = untilMs;
  }

  private nextDue(untilMs: number): Timer | undefined {
    return [...this.timers]
      .filter((timer) => timer.dueMs <= untilMs)
      .toSorted((a, b) => a.dueMs - b.dueMs)[0];
  }
}
