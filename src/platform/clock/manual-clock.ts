import TinyQueue from 'tinyqueue';
import type { Instant } from '../../kernel/instant.js';
import { type Cancel, Clock } from './clock.js';

interface Timer {
  readonly dueMs: number;
  /** Of two that are due together, the one that was set first goes first. */
  readonly number: number;
  readonly task: () => void;
}

/** A clock for tests: time moves only by `advance`, and due timers fire in order on the way. */
export class ManualClock extends Clock {
  private elapsedMs = 0;
  private count = 0;
  private readonly timers = new TinyQueue<Timer>([], (a, b) => a.dueMs - b.dueMs || a.number - b.number);
  private readonly cancelled = new WeakSet<Timer>();

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
    const timer = { dueMs: this.elapsedMs + Math.max(0, delayMs), number: (this.count += 1), task };
    this.timers.push(timer);
    return () => this.cancelled.add(timer);
  }

  advance(byMs: number): void {
    const untilMs = this.elapsedMs + byMs;
    for (let next = this.timers.peek(); next && next.dueMs <= untilMs; next = this.timers.peek()) {
      this.timers.pop();
      if (this.cancelled.has(next)) continue;
      this.elapsedMs = next.dueMs;
      next.task();
    }
    this.elapsedMs = untilMs;
  }
}
