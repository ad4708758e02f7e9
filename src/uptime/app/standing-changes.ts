import { Inject, Injectable } from '@nestjs/common';
import type { Fault } from '../../kernel/fault.js';
import type { Instant } from '../../kernel/instant.js';
import type { Cause } from '../domain/incident.js';
import type { LateOutcome, LateThread, Rewrite } from '../domain/late-history.js';
import type { CameraSummary } from '../../registry/index.js';
import {
  newStanding,
  NOT_IN_SERVICE,
  PROBER_DOWN,
  type Standing,
  type Transition,
} from '../domain/standing.js';
import { CameraStateChanged } from '../events.js';
import { OutageKeeper } from './outage-keeper.js';
import { ProberIncidents, STOOD_STILL } from './prober-incidents.js';
import { TransitionWriter } from './transition-writer.js';
import { UptimeBook } from './uptime-book.js';

function heldBy({ to, at, fault }: Transition): Pick<Standing, 'state' | 'since' | 'fault'> {
  return { state: to, since: at, fault };
}

/** The one way to change a standing: in memory at once, in the database a moment later. */
@Injectable()
export class StandingChanges {
  constructor(
    @Inject(UptimeBook) private readonly book: UptimeBook,
    @Inject(TransitionWriter) private readonly writer: TransitionWriter,
    @Inject(OutageKeeper) private readonly outages: OutageKeeper,
    @Inject(ProberIncidents) private readonly prober: ProberIncidents,
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
    this.book.remember(cameraId, transition.at, transition.to, transition.fault?.code ?? null);
    this.writer.add(cameraId, standing, transition);
    this.outages.moved(cameraId, transition);
  }

  /** What was told late takes the place of what nobody knew. */
  fillIn(cameraId: string, outcome: LateOutcome): void {
    const before = this.book.standingOf(cameraId)?.standing;
    const last = outcome.rows.at(-1);
    if (before === undefined) return;
    const { since } = outcome.before;
    const standing = last === undefined ? { ...before, since } : { ...before, ...heldBy(last) };
    this.rewrite(cameraId, outcome, standing);
  }

  /** We look again so soon after the last late look that nothing was unknown between. */
  resume(
    cameraId: string,
    { seenAt, ofThatInstant }: LateThread,
    { standing, transition }: { readonly standing: Standing; readonly transition: Transition | null },
  ): void {
    const rows = transition === null ? ofThatInstant : [...ofThatInstant, transition];
    this.rewrite(cameraId, { from: seenAt, rows }, standing);
    if (transition !== null) this.outages.moved(cameraId, transition);
  }

  private rewrite(cameraId: string, rewrite: Rewrite, standing: Standing): void {
    const before = this.book.standingOf(cameraId)?.standing.state;
    this.book.stand(cameraId, standing);
    this.book.rewrite(cameraId, rewrite);
    this.writer.rewrite(cameraId, rewrite, standing);
    if (before === undefined || before === standing.state) return;
    const { since, state, fault } = standing;
    this.writer.tell(cameraId, new CameraStateChanged(cameraId, since, before, state, fault));
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

  /** We stood still, and nobody looked at anything since `at`. */
  standStill(at: Instant): void {
    const cameraIds = this.book.standings().map(({ cameraId }) => cameraId);
    this.goUnseen(cameraIds, PROBER_DOWN, { cause: STOOD_STILL, at });
  }

  /** These cannot be looked at from `at` on, which is an incident of ours. */
  goUnseen(
    cameraIds: readonly string[],
    fault: Fault,
    { cause, at }: { readonly cause: Cause; readonly at: Instant },
  ): void {
    const seen = cameraIds.filter((id) => this.book.standingOf(id)?.standing.state !== 'unknown');
    for (const cameraId of seen) this.becomeUnknown(cameraId, fault, at);
    this.prober.blinded(cause, seen, at);
  }
}
