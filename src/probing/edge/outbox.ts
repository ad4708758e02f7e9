import { Inject, Injectable, type OnModuleDestroy } from '@nestjs/common';
import { SECOND_MS } from '../../kernel/instant.js';
import { Clock } from '../../platform/clock/clock.js';
import { Ids } from '../../platform/clock/ids.js';
import { Config } from '../../platform/config/config.js';
import { Log } from '../../platform/logging/log.js';
import { Queues } from '../../platform/queue/queues.js';
import type { ProbeTarget } from '../../registry/index.js';
import { LastPlan } from './last-plan.js';
import { Spool } from './spool.js';
import type { EvidenceBatch, Found } from '../line/evidence-batch.js';
import { evidenceLine, MAX_ERRANDS, MESSAGE_VERSION } from '../line/lines.js';

/** A queue that does not answer for so long is away, and what was found is kept until it is back. */
const PATIENCE_MS = 20 * SECOND_MS;
const AGAIN_MS = 2 * SECOND_MS;

/** Of the job whose errands these are. */
export interface Parcel {
  readonly zoneId: string;
  readonly postedAt: number;
  readonly takenAt: number;
  readonly targets: ReadonlyMap<string, ProbeTarget>;
}

/** Sends what was found; what cannot be sent is kept, and goes first when the queue is back. */
@Injectable()
export class Outbox implements OnModuleDestroy {
  private readonly name: string;
  private readonly zones: readonly string[];
  private run: string;
  private isStopped = false;
  /** Who waits to try again: a prober that stops waits for nothing. */
  private readonly waits = new Set<() => void>();
  private delivery: Promise<void> = Promise.resolve();

  constructor(
    @Inject(Queues) private readonly queues: Queues,
    @Inject(Spool) private readonly spool: Spool,
    @Inject(LastPlan) private readonly plan: LastPlan,
    @Inject(Config) { prober }: Config,
    @Inject(Clock) private readonly clock: Clock,
    @Inject(Ids) private readonly ids: Ids,
    @Inject(Log) private readonly log: Log,
  ) {
    this.name = prober.name;
    this.zones = prober.zones;
    this.run = ids.next();
  }

  onModuleDestroy(): void {
    this.isStopped = true;
    for (const goOn of this.waits) goOn();
  }

  /** Resolves when it is kept: by the queue, or on our own disk. */
  async send(parcel: Parcel, items: readonly Found[]): Promise<void> {
    await this.delivery;
    if (this.spool.isEmpty && (await this.isPosted(parcel, items))) return;
    for (const { cameraId, ...found } of items)
      if (found.what === 'climbed') await this.plan.keep(cameraId, this.plan.of(cameraId));
    this.spool.keep(
      items.flatMap((found) => {
        const target = parcel.targets.get(found.cameraId);
        return target === undefined ? [] : [{ target, found }];
      }),
    );
  }

  /** That we are there; where it cannot be sent, that is what it says. */
  async sayPresent(zoneId: string): Promise<void> {
    await this.post(this.ids.next(), { ...this.heading(zoneId), items: [] }).catch(() => undefined);
  }

  /**
   * Sends what was kept, oldest first, and then what it left for the next probes; until the queue does not answer. What is
   * found meanwhile waits for it, and for what is to be done `first`.
   */
  deliver(first: () => Promise<void> = async () => {}): Promise<void> {
    this.delivery = this.delivery.then(first).then(() => this.empty());
    return this.delivery;
  }

  /** What was taken until now and is not told broke with the line: nobody is to wait for it. */
  async beginAnew(): Promise<void> {
    this.run = this.ids.next();
    await Promise.all(this.zones.map((zoneId) => this.sayPresent(zoneId)));
  }

  private async empty(): Promise<void> {
    try {
      for (let next = this.spool.next(); next !== null; next = this.spool.next()) {
        const { id, zoneId, items, dropped } = next;
        await this.post(id, { ...this.heading(zoneId), items, ...(dropped > 0 && { dropped }) });
        this.spool.told(next);
      }
      await this.tellMemories();
    } catch (cause) {
      const { message: reason } = cause as Error;
      this.log.warn({ reason }, 'what was seen while we were cut off cannot be told yet');
    }
  }

  private async tellMemories(): Promise<void> {
    for (let untold = this.plan.untold(); untold.length > 0; untold = this.plan.untold()) {
      const { zoneId } = untold[0]!.target;
      const together = untold.filter(({ target }) => target.zoneId === zoneId).slice(0, MAX_ERRANDS);
      const items = together.map(({ target: { cameraId }, memory, at }): Found => {
        return { what: 'remembered', errandId: this.ids.next(), cameraId, at, memory };
      });
      await this.post(this.ids.next(), { ...this.heading(zoneId), items });
      this.plan.told(together.map(({ target }) => target.cameraId));
    }
  }

  private async isPosted({ zoneId, postedAt, takenAt }: Parcel, items: readonly Found[]): Promise<boolean> {
    const untilMs = this.clock.monotonicMs() + PATIENCE_MS;
    const id = this.ids.next();
    do {
      try {
        await this.post(id, { ...this.heading(zoneId), postedAt, takenAt, items });
        return true;
      } catch (cause) {
        const { message: reason } = cause as Error;
        this.log.warn({ zone: zoneId, items: items.length, reason }, 'evidence could not be sent');
      }
      await this.pause();
    } while (!this.isStopped && this.clock.monotonicMs() < untilMs);
    return false;
  }

  private pause(): Promise<void> {
    if (this.isStopped) return Promise.resolve();
    return new Promise((resolve) => {
      const goOn = (): void => {
        cancel();
        this.waits.delete(goOn);
        resolve();
      };
      const cancel = this.clock.after(AGAIN_MS, goOn);
      this.waits.add(goOn);
    });
  }

  private post(id: string, body: EvidenceBatch): Promise<void> {
    return this.queues.post(evidenceLine(body.zoneId), [{ id, body }]);
  }

  private heading(zoneId: string): Omit<EvidenceBatch, 'items'> {
    const sentAt = this.clock.now();
    const { postedAt, takenAt } = this.plan.hour ?? { postedAt: sentAt, takenAt: sentAt };
    const { name: prober, run } = this;
    const { instance } = this.plan;
    return { version: MESSAGE_VERSION, prober, instance, run, zoneId, postedAt, takenAt, sentAt };
  }
}
