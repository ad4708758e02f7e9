import { Inject, Injectable } from '@nestjs/common';
import type { Instant } from '../../kernel/instant.js';
import { OutageStore } from '../store/outage.store.js';
import { MaintenanceBook } from './maintenance-book.js';
import { OutageBook } from './outage-book.js';
import { OutageKeeper } from './outage-keeper.js';
import { UptimeBook } from './uptime-book.js';

/** At the start: brings back what was open, and makes outages and standings agree. */
@Injectable()
export class ReconcileOutages {
  constructor(
    @Inject(OutageStore) private readonly store: OutageStore,
    @Inject(OutageBook) private readonly book: OutageBook,
    @Inject(UptimeBook) private readonly cameras: UptimeBook,
    @Inject(OutageKeeper) private readonly keeper: OutageKeeper,
    @Inject(MaintenanceBook) private readonly maintenance: MaintenanceBook,
  ) {}

  /**
   * A camera that is offline has an outage, also where its transition was written before there were outages; one that
   * was taken out of service while we were away has none.
   */
  async reconcile(now: Instant): Promise<void> {
    await this.maintenance.load();
    for (const outage of await this.store.openOutages()) this.book.put(outage);
    for (const incident of await this.store.openIncidents()) this.book.putIncident(incident);
    const ids = this.book.openIncidents().map(({ id }) => id);
    for (const [incidentId, cameraId] of await this.store.camerasOf(ids))
      this.book.join(incidentId, [cameraId]);
    for (const { cameraId, isInService, standing } of this.cameras.standings()) {
      const isOpen = this.book.openOf(cameraId) !== null;
      if (!isInService && isOpen) this.keeper.close(cameraId, now, 'out-of-service');
      if (isInService && !isOpen && standing.state === 'offline') this.keeper.fall(cameraId, standing.since);
    }
  }
}
