import type { Instant } from '../../kernel/instant.js';

/** Stops a timer that has not fired yet; harmless afterwards. */
export type Cancel = () => void;

/** The only source of time. Abstract class, so that it is its own injection token. */
export abstract class Clock {
  /** Wall-clock time, UTC. May jump when the machine's clock is set. */
  abstract now(): Instant;
  /** Milliseconds since an arbitrary start; never jumps, fractions allowed. For durations and lateness. */
  abstract monotonicMs(): number;
  /** Runs `task` once after `delayMs`. The timer does not keep the process alive. */
  abstract after(delayMs: number, task: () => void): Cancel;
}

export class SystemClock extends Clock {
  now(): Instant {
    return Date.now();
  }

  monotonicMs(): number {
    return performance.now();
  }

  after(delayMs: number, task: () => void): Cancel {
    const timer = setTimeout(task, delayMs);
    timer.unref();
    return () => clearTimeout(timer);
  }
}
