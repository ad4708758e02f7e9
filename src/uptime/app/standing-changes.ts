import { Inject, Injectable } from '@nestjs/common';
import type { Fault } from '../../kernel/fault.js';
import type { Instant } from '../../kernel/instant.js';
import type { CameraSummary } from '../../registry/index.js';
import { newStanding, NOT_IN_SERVICE, type Standing, type Transition } from '../domain/standing.js';
import { OutageKeeper } from './outage-keeper.js';
import { TransitionWriter } from './transition-writer.js';
import { UptimeBook } from './uptime-book.js';

/** The one way to change a standing: in memory at once, in the database a moment later. */
@Injectable()
export class StandingChanges {
  constructor(
    @Inject(UptimeBook) private readonly book: UptimeBook,
    @Inject(TransitionWriter) private readonly writer: TransitionWriter,
    @Inject(OutageKeeper) private readonly outages: OutageKeeper,
  ) {}

  /** A new camera is unknown from now on. */
  enter(summary: CameraSummary, now: Instant): void {
    const standing = newStanding(now);
    this.book.enter(summary, standing);
    this.writer.add(summary.id, standing, null);
  }

  leave(cameraId: string): void {
    this.book.leave(cameraId);
    this.writer.forget(cameraId);
    this.outages.forget(cameraId);
  }

  take(cameraId: string, standing: Standing, transition: Transition | null): void {
    this.book.stand(cameraId, standing);
    if (transition === null) return;
    this.book.remember(cameraId, transition.at, transition.to);
    this.writer.add(cameraId, standing, transition);
    this.outages.moved(cameraId, transition);
  }

  /** People took the camera out of service: what was down is not, for us. */
  leaveService(cameraId: string, now: Instant): void {
    this.becomeUnknown(cameraId, NOT_IN_SERVICE, now);
    this.outages.close(cameraId, now, 'out-of-service');
  }

  /** From `at` on nobody looked, or looks. Does nothing where that is known already. */
  becomeUnknown(cameraId: string, fault: Fault, at: Instant): void {
    const standing = this.book.standingOf(cameraId)?.standing;
    if (standing === undefined || standing.state === 'unknown') return;
    const since = Math.max(at, standing.since);
    const transition = { at: since, from: standing.state, to: 'unknown', fault } as const;
    this.take(cameraId, newStanding(since, fault), transition);
  }

  /** True when every change up to now is in the database. */
  commit(): Promise<boolean> {
    return this.writer.flush();
  }

  allBecomeUnknown(fault: Fault, at: Instant): void {
    for (const { cameraId } of this.book.standings()) this.becomeUnknown(cameraId, fault, at);
  }
}
