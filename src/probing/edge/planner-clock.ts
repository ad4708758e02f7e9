import { Injectable } from '@nestjs/common';
import type { Instant } from '../../kernel/instant.js';
import { type Cancel, Clock, SystemClock } from '../../platform/clock/clock.js';
import { agreed, type Agreement } from '../domain/prober-clock.js';

/** A prober's clock, which agrees with whoever plans, however this machine's own is set. */
@Injectable()
export class PlannerClock extends Clock {
  private readonly own = new SystemClock();
  /** Null before the first job of all. */
  private agreement: Agreement | null = null;

  now(): Instant {
    return this.own.now() - this.aheadMs;
  }

  monotonicMs(): number {
    return this.own.monotonicMs();
  }

  after(delayMs: number, task: () => void): Cancel {
    return this.own.after(delayMs, task);
  }

  get aheadMs(): number {
    return this.agreement?.aheadMs ?? 0;
  }

  /** After a restart, until a job comes: a clock that was off is taken to be off still. */
  resume(aheadMs: number): void {
    this.agreement = { aheadMs, doubtedMs: null };
  }

  /** A job has come: what it says of the hour is what counts. */
  agree(job: { readonly postedAt: Instant; readonly staysMs: number }): void {
    const [takenAt, nowMs] = [this.own.now(), this.own.monotonicMs()];
    this.agreement = agreed(this.agreement, { ...job, takenAt, nowMs });
  }
}
