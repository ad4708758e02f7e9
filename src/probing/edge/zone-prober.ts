import {
  type BeforeApplicationShutdown,
  Inject,
  Injectable,
  type OnApplicationBootstrap,
  type OnModuleDestroy,
} from '@nestjs/common';
import { type Cancel, Clock } from '../../platform/clock/clock.js';
import { Config } from '../../platform/config/config.js';
import { Log } from '../../platform/logging/log.js';
import { type Job, Queues, type Taker } from '../../platform/queue/queues.js';
import { LastPlan } from './last-plan.js';
import { ErrandRun } from './errand-run.js';
import type { Found } from '../line/evidence-batch.js';
import { PRESENCE_MS, probeLine } from '../line/lines.js';
import { Outbox, type Parcel } from './outbox.js';
import { PlannerClock } from './planner-clock.js';
import { probeJob, type WiredErrand } from '../line/probe-job.js';
import { readMessage } from '../line/read-message.js';
import { Tray } from '../line/tray.js';

/** Jobs at once of which a camera waits for its turn; how many have it is said by the lanes. */
const PLACES = 8;
/** What was found within this goes back together. */
const COLLECT_MS = 250;
const MOST_TOGETHER = 25;

/** Takes the shards of its zones, looks at each camera, and sends back what it saw. */
@Injectable()
export class ZoneProber implements OnApplicationBootstrap, OnModuleDestroy, BeforeApplicationShutdown {
  private takers: readonly Taker[] = [];
  /** Looks that have their turn, until what they saw is sent. */
  private readonly looks = new Set<Promise<void>>();
  private cancelPresence: Cancel = () => {};

  constructor(
    @Inject(Queues) private readonly queues: Queues,
    @Inject(ErrandRun) private readonly run: ErrandRun,
    @Inject(Outbox) private readonly outbox: Outbox,
    @Inject(LastPlan) private readonly plan: LastPlan,
    @Inject(PlannerClock) private readonly hour: PlannerClock,
    @Inject(Clock) private readonly clock: Clock,
    @Inject(Config) private readonly config: Config,
    @Inject(Log) private readonly log: Log,
  ) {}

  onApplicationBootstrap(): void {
    this.takers = this.config.prober.zones.map((zoneId) =>
      this.queues.take(probeLine(zoneId), PLACES, (job) => this.work(zoneId, job)),
    );
    this.sayPresent();
  }

  onModuleDestroy(): void {
    this.cancelPresence();
    this.run.stop();
  }

  async beforeApplicationShutdown(): Promise<void> {
    await Promise.all(this.takers.map((taker) => taker.close()));
    await Promise.all(this.looks);
  }

  private sayPresent(): void {
    for (const zoneId of this.config.prober.zones) void this.outbox.sayPresent(zoneId);
    this.cancelPresence = this.clock.after(PRESENCE_MS, () => this.sayPresent());
  }

  private async work(zoneId: string, { id, body }: Job): Promise<void> {
    const read = readMessage(probeJob, zoneId, body);
    if ('why' in read)
      return this.log.error(
        { zone: zoneId, job: id, why: read.why },
        'a job that nobody understands; is the service of another version?',
      );
    const { postedAt, staysMs } = read.message;
    this.hour.agree({ postedAt, staysMs });
    const takenAt = this.clock.now();
    const errands = this.plan.hear(read.message);
    const targets = new Map(errands.map(({ target }) => [target.cameraId, target]));
    const parcel = { zoneId, postedAt, takenAt, targets };
    if (takenAt - postedAt > staysMs) return this.leave(parcel, errands);
    await new Promise<void>((resolve) => {
      const looks = this.lookAt(parcel, errands, resolve)
        .catch((cause: unknown) => {
          this.log.error(
            { zone: zoneId, job: id, err: cause },
            'what was seen is lost; this is a bug of ours',
          );
          resolve();
        })
        .finally(() => this.looks.delete(looks));
      this.looks.add(looks);
    });
  }

  private leave(parcel: Parcel, errands: readonly WiredErrand[]): Promise<void> {
    const items = errands.map(({ id, target }): Found => {
      return { what: 'left', errandId: id, cameraId: target.cameraId, why: 'The next beat has come.' };
    });
    return this.outbox.send(parcel, items);
  }

  /** The job is done when each camera has its turn: those that are slow, or dead, hold up nobody. */
  private async lookAt(
    parcel: Parcel,
    errands: readonly WiredErrand[],
    onAllTurns: () => void,
  ): Promise<void> {
    let waiting = errands.length;
    const onTurn = (): void => {
      waiting -= 1;
      if (waiting === 0) onAllTurns();
    };
    const sending: Promise<void>[] = [];
    const limits = { most: MOST_TOGETHER, waitMs: COLLECT_MS };
    const tray = new Tray<Found>(
      this.clock,
      limits,
      (items) => void sending.push(this.outbox.send(parcel, items)),
    );
    const tell = (found: Found): Promise<void> => {
      if (found.what === 'refused') this.plan.account(found.cameraId, found.budget);
      return this.outbox.send(parcel, [found]);
    };
    await Promise.all(
      errands.map(async (errand) => {
        const found = await this.run.of(errand, tell, onTurn);
        if (found.what === 'climbed')
          this.plan.learn(found.cameraId, { ...errand.memory, ...found.climb.memory });
        tray.put(found);
      }),
    );
    tray.empty();
    await Promise.all(sending);
  }
}
