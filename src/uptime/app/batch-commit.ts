import { Inject, Injectable } from '@nestjs/common';
import type { Instant } from '../../kernel/instant.js';
import { EventBus } from '../../platform/events/event-bus.js';
import { WriteHealth } from '../../platform/health/write-health.js';
import { Log } from '../../platform/logging/log.js';
import { UptimeStore } from '../store/uptime.store.js';
import type { Batch, News } from './batch.js';
import { MaintenanceBook } from './maintenance-book.js';

/** Writes one batch in one transaction, and then tells what it made true. */
@Injectable()
export class BatchCommit {
  constructor(
    @Inject(UptimeStore) private readonly store: UptimeStore,
    @Inject(MaintenanceBook) private readonly maintenance: MaintenanceBook,
    @Inject(EventBus) private readonly bus: EventBus,
    @Inject(WriteHealth) private readonly health: WriteHealth,
    @Inject(Log) private readonly log: Log,
  ) {}

  /** False where it could not be written, and nothing of it was. */
  async write(
    { standings, rewrites, transitions, outages, incidents, news }: Batch,
    changedAt: Instant,
  ): Promise<boolean> {
    const records = { outages: [...outages.values()], incidents: [...incidents.values()], changedAt };
    const { calendar } = this.maintenance;
    const instead = { rewrites, dayOf: (at: Instant) => calendar.dayOf(at) };
    try {
      this.publish(news, await this.store.write(standings, transitions, records, instead));
      return true;
    } catch (cause) {
      this.health.failed(cause);
      const waiting = transitions.length;
      this.log.error({ err: cause, transitions: waiting }, 'transitions could not be written; trying again');
      return false;
    }
  }

  /** Cameras that were removed meanwhile were not written, and nothing is told of them. */
  private publish(news: readonly News[], written: ReadonlySet<string>): void {
    for (const { cameraId, event } of news) {
      if (cameraId === null || written.has(cameraId)) this.bus.publish(event);
    }
  }
}
