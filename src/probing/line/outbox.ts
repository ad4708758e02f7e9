import { Inject, Injectable } from '@nestjs/common';
import { setTimeout as pause } from 'node:timers/promises';
import { SECOND_MS } from '../../kernel/instant.js';
import { Clock } from '../../platform/clock/clock.js';
import { Ids } from '../../platform/clock/ids.js';
import { Config } from '../../platform/config/config.js';
import { Log } from '../../platform/logging/log.js';
import { Queues } from '../../platform/queue/queues.js';
import type { Found } from './evidence-batch.js';
import { evidenceLine, MESSAGE_VERSION } from './lines.js';

/** After so long nobody waits for it any more. */
const KEPT_MS = 120 * SECOND_MS;
const AGAIN_MS = 2 * SECOND_MS;

/** Of the job whose errands these are. */
export interface Parcel {
  readonly zoneId: string;
  readonly postedAt: number;
  readonly takenAt: number;
}

/** Sends what was found, again and again while the queue does not answer. */
@Injectable()
export class Outbox {
  /** Batches that nobody took in time. */
  lost = 0;
  private readonly name: string;

  constructor(
    @Inject(Queues) private readonly queues: Queues,
    @Inject(Config) { prober }: Config,
    @Inject(Clock) private readonly clock: Clock,
    @Inject(Ids) private readonly ids: Ids,
    @Inject(Log) private readonly log: Log,
  ) {
    this.name = prober.name;
  }

  /** Resolves when it is kept by the queue, or given up. */
  async send({ zoneId, postedAt, takenAt }: Parcel, items: readonly Found[]): Promise<void> {
    const untilMs = this.clock.monotonicMs() + KEPT_MS;
    const id = this.ids.next();
    while (this.clock.monotonicMs() < untilMs) {
      const sentAt = this.clock.now();
      const body = { version: MESSAGE_VERSION, prober: this.name, zoneId, postedAt, takenAt, sentAt, items };
      try {
        return await this.queues.post(evidenceLine(zoneId), [{ id, body }]);
      } catch (cause) {
        this.log.warn(
          { zone: zoneId, items: items.length, err: cause },
          'evidence could not be sent; trying again',
        );
        await pause(AGAIN_MS);
      }
    }
    this.lost += 1;
  }
}
