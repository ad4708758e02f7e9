import { Inject, Injectable } from '@nestjs/common';
import type { Instant } from '../../kernel/instant.js';
import { Config } from '../../platform/config/config.js';
import type { LateOutcome } from '../domain/late-history.js';
import { type LateOutages, lateOutages } from '../domain/late-outages.js';
import { closeOutage, comeBack, type Outage } from '../domain/outage.js';
import type { CameraStanding } from '../uptime.facade.js';
import { MaintenanceBook } from './maintenance-book.js';
import { OutageBook } from './outage-book.js';
import { OutageKeeper } from './outage-keeper.js';
import { dampingOf } from './policies.js';
import { TransitionWriter } from './transition-writer.js';
import { UptimeBook } from './uptime-book.js';

/** Outages that were told late. People hear of those that are not over by now, and of the end of those that they knew. */
@Injectable()
export class LateOutageKeeper {
  constructor(
    @Inject(OutageBook) private readonly book: OutageBook,
    @Inject(OutageKeeper) private readonly keeper: OutageKeeper,
    @Inject(UptimeBook) private readonly cameras: UptimeBook,
    @Inject(TransitionWriter) private readonly writer: TransitionWriter,
    @Inject(MaintenanceBook) private readonly maintenance: MaintenanceBook,
    @Inject(Config) private readonly config: Pick<Config, 'uptime'>,
  ) {}

  learn(cameraId: string, outcome: LateOutcome): void {
    const camera = this.cameras.standingOf(cameraId);
    if (!camera?.isInService) return;
    const known = this.book.openOf(cameraId);
    const made = this.walk(camera, outcome, knownBefore(known, outcome.until));
    for (const outage of made.closed) {
      // One that went on after we looked again ourselves is not over.
      if (outage.id === known?.id && outcome.until !== null) continue;
      this.keeper.keep(outage);
      if (outage.id === known?.id) this.keeper.tellClosed(outage, 'recovered');
    }
    if (outcome.until === null) this.leaveOpen(made, known);
    else if (made.open !== null) this.join(made.open, known, outcome.until);
  }

  private walk(
    camera: CameraStanding,
    { learned, before, seenFrom, thread: { seenAt } }: LateOutcome,
    open: Outage | null,
  ): LateOutages {
    const { cameraId } = camera;
    const policy = dampingOf(this.config);
    const falls = this.cameras.fallsOf(cameraId, seenFrom - policy.flapWindowMs);
    return lateOutages(learned, {
      cameraId,
      open,
      liveMs: open === null ? 0 : this.keeper.liveMsOf(cameraId),
      before,
      seenFrom,
      seenUntil: seenAt,
      falls: falls.filter((at) => at <= seenFrom),
      policy,
      isMaintained: (at) => this.maintenance.covers(camera, at),
      nextId: () => this.writer.nextId(),
    });
  }

  private leaveOpen({ open, liveMs }: LateOutages, known: Outage | null): void {
    if (open === null) return;
    this.keeper.goOn(open, liveMs);
    if (known === null) this.keeper.tellOpened(open);
  }

  /** We looked again ourselves at `until`, and took what we saw for the beginning, or for the end. */
  private join(open: Outage, known: Outage | null, until: Instant): void {
    if (known === null) return this.keeper.keep(closeOutage(comeBack(open, until), until, 'recovered'));
    const openedAt = Math.min(open.openedAt, known.openedAt);
    const recoveredAt = known.recoveredAt === until ? (open.recoveredAt ?? until) : known.recoveredAt;
    this.keeper.keep({ ...known, openedAt, recoveredAt });
  }
}

/** What was open when the gap began; of what came after the gap nothing was known then. */
function knownBefore(known: Outage | null, until: Instant | null): Outage | null {
  if (known === null || until === null) return known;
  if (known.openedAt >= until) return null;
  const isLater = known.recoveredAt !== null && known.recoveredAt >= until;
  return isLater ? { ...known, recoveredAt: null } : known;
}
