import { Inject, Injectable, type OnModuleDestroy } from '@nestjs/common';
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
export class Outbox implements OnModuleDestroy {
  private readonly name: string;
  private readonly stopping = new AbortController();

  constructor(
    @Inject(Queues) private readonly queues: Queues,
    @Inject(Config) { prober }: Config,
    @Inject(Clock) private readonly clock: Clock,
    @Inject(Ids) private readonly ids: Ids,
    @Inject(Log) private readonly log: Log,
  ) {
    this.name = prober.name;
  }

  onModuleDestroy(): void {
    this.stopping.abort();
  }

  /** Resolves when it is kept by the queue, or given up: after a while, and at once where the prober stops. */
  async send({ zoneId, postedAt, takenAt }: Parcel, items: readonly Found[]): Promise<void> {
    const untilMs = this.clock.monotonicMs() + KEPT_MS;
    const id = this.ids.next();
    do {
      const sentAt = this.clock.now();
      const body = { version: MESSAGE_VERSION, prober: this.name, zoneId, postedAt, takenAt, sentAt, items };
      try {
        return await this.queues.post(evidenceLine(zoneId), [{ id, body }]);
      } catch (cause) {
        this.log.warn({ zone: zoneId, items: items.length, err: cause }, 'evidence could not be sent');
      }
      // Rejects where the prober stops meanwhile.
      await pause(AGAIN_MS, undefined, { signal: this.stopping.signal }).catch(() => undefined);
    } while (!this.stopping.signal.aborted && this.clock.monotonicMs() < untilMs);
    this.log.error({ zone: zoneId, items: items.length }, 'evidence is lost: the queue did not take it');
  }
}
