import { Inject, Injectable, type OnModuleDestroy } from '@nestjs/common';
import { SECOND_MS } from '../../kernel/instant.js';
import { type Cancel, Clock } from '../../platform/clock/clock.js';
import { Config } from '../../platform/config/config.js';
import { EventBus } from '../../platform/events/event-bus.js';
import { Log } from '../../platform/logging/log.js';
import { Queues } from '../../platform/queue/queues.js';
import { type Errand, NotBegun, NotClimbed } from '../app/climber.js';
import { ZoneLeftAlone } from '../events.js';
import { ErrandDesk } from './errand-desk.js';
import { MAX_ERRANDS, MESSAGE_VERSION, probeLine } from './lines.js';
import { PendingClimbs } from './pending-climbs.js';
import type { ProbeJob, WiredErrand } from './probe-job.js';
import { Tray } from './tray.js';
import { ZoneProbers } from './zone-probers.js';

/** Errands of one zone that come within this go out together. */
const COLLECT_MS = SECOND_MS;

export interface Outgoing {
  readonly id: string;
  readonly errand: Errand;
  readonly isWatched: boolean;
}

interface Packed {
  readonly id: string;
  readonly wired: WiredErrand;
}

/**
 * Puts errands into the queue of their zone, a shard at a time, and takes back what nobody took before the next beat is
 * due: late beats are dropped and never pile up.
 */
@Injectable()
export class Dispatcher implements OnModuleDestroy {
  private readonly trays = new Map<string, Tray<Outgoing>>();
  private readonly waits = new Set<Cancel>();
  private posted = 0;

  constructor(
    @Inject(Queues) private readonly queues: Queues,
    @Inject(ErrandDesk) private readonly desk: ErrandDesk,
    @Inject(PendingClimbs) private readonly pending: PendingClimbs,
    @Inject(ZoneProbers) private readonly probers: ZoneProbers,
    @Inject(EventBus) private readonly events: EventBus,
    @Inject(Config) private readonly config: Config,
    @Inject(Clock) private readonly clock: Clock,
    @Inject(Log) private readonly log: Log,
  ) {}

  onModuleDestroy(): void {
    for (const cancel of this.waits) cancel();
  }

  send(outgoing: Outgoing): void {
    const { zoneId } = outgoing.errand.target;
    const tray = this.trays.get(zoneId) ?? this.newTray(zoneId);
    tray.put(outgoing);
    // Somebody waits for it.
    if (outgoing.isWatched) tray.empty();
  }

  private newTray(zoneId: string): Tray<Outgoing> {
    const limits = { most: MAX_ERRANDS, waitMs: COLLECT_MS };
    const tray = new Tray<Outgoing>(this.clock, limits, (shard) => void this.post(zoneId, shard));
    this.trays.set(zoneId, tray);
    return tray;
  }

  private async post(zoneId: string, collected: readonly Outgoing[]): Promise<void> {
    const packed = await Promise.all(collected.map((outgoing) => this.pack(outgoing)));
    const shard = packed.filter((each) => each !== null);
    if (shard.length === 0) return;
    const jobId = this.nameOf(shard);
    const staysMs = this.config.probing.heartbeatIntervalS * SECOND_MS;
    const errands = shard.map(({ wired }) => wired);
    const postedAt = this.clock.now();
    const isAlone = this.probers.isAlone(zoneId);
    const job: ProbeJob = { version: MESSAGE_VERSION, zoneId, postedAt, staysMs, isAlone, errands };
    try {
      await this.queues.post(probeLine(zoneId), [{ id: jobId, body: job }]);
      this.takeBackLater(zoneId, { jobId, shard, staysMs });
    } catch (cause) {
      this.log.warn(
        { zone: zoneId, cameras: shard.length, err: cause },
        'probes could not be sent to their zone',
      );
      this.events.publish(new ZoneLeftAlone(zoneId));
      // One that hangs may hand it out later.
      this.giveUp(shard, new NotClimbed('The queue did not take it.'));
    }
  }

  /** Null where the database does not answer: that is no matter of the zone, nor of the other cameras. */
  private async pack({ id, errand, isWatched }: Outgoing): Promise<Packed | null> {
    try {
      return { id, wired: await this.desk.pack(id, errand, isWatched) };
    } catch (cause) {
      this.pending.fail(id, cause);
      return null;
    }
  }

  /** Of the beat and the shard: when it was made, and which one it is of that moment. */
  private nameOf(shard: readonly Packed[]): string {
    this.posted += 1;
    return `${this.clock.now()}-${this.posted}-${shard.length}`;
  }

  private takeBackLater(
    zoneId: string,
    { jobId, shard, staysMs }: { jobId: string; shard: readonly Packed[]; staysMs: number },
  ): void {
    const postedMs = this.clock.monotonicMs();
    const cancel = this.clock.after(staysMs, () => {
      this.waits.delete(cancel);
      if (shard.some(({ id }) => this.pending.of(id) !== null))
        void this.takeBack(zoneId, jobId, { shard, postedMs });
    });
    this.waits.add(cancel);
  }

  /** A prober that told of other looks meanwhile is busy, or just back: its zone is not left alone. */
  private async takeBack(
    zoneId: string,
    jobId: string,
    { shard, postedMs }: { shard: readonly Packed[]; postedMs: number },
  ): Promise<void> {
    try {
      const wasWaiting = await this.queues.withdraw(probeLine(zoneId), jobId);
      if (!wasWaiting) return;
      if (!this.probers.hasLookedSince(zoneId, postedMs)) this.events.publish(new ZoneLeftAlone(zoneId));
      this.giveUp(shard, new NotBegun('No prober of the zone took it.'));
    } catch (cause) {
      this.log.warn({ zone: zoneId, err: cause }, 'the queue does not say whether anybody took a probe');
    }
  }

  private giveUp(shard: readonly Packed[], why: NotClimbed): void {
    for (const { id } of shard) this.pending.fail(id, why);
  }
}
