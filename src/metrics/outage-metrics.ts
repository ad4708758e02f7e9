import { Inject, Injectable } from '@nestjs/common';
import { Gauge, type Registry as Register } from 'prom-client';
import { Uptime } from '../uptime/index.js';
import type { GroupLabels } from './group-labels.js';
import { METRICS_REGISTER } from './register.js';

/** What is down and confirmed, and what it has in common; set anew at each scrape from memory. */
@Injectable()
export class OutageMetrics {
  private readonly outages: Gauge<'village' | 'acknowledged'>;
  private readonly incidents: Gauge<'cause'>;

  constructor(
    @Inject(METRICS_REGISTER) register: Register,
    @Inject(Uptime) private readonly uptime: Uptime,
  ) {
    const registers = [register];
    this.outages = new Gauge({
      name: 'shouwang_outages_open',
      help: 'Outages that are open, by whether anybody has acknowledged them; without cameras in maintenance.',
      labelNames: ['village', 'acknowledged'],
      registers,
    });
    this.incidents = new Gauge({
      name: 'shouwang_incidents_open',
      help: 'Incidents that are open, by what is suspected; the cause is "prober" where it is ours.',
      labelNames: ['cause'],
      registers,
    });
  }

  refresh(labels: GroupLabels): void {
    this.outages.reset();
    for (const village of labels.villages.values()) {
      for (const acknowledged of ['true', 'false']) this.outages.set({ village, acknowledged }, 0);
    }
    for (const outage of this.uptime.openOutages()) {
      if (!outage.isNotifiable || !labels.knows(outage)) continue;
      const acknowledged = String(outage.acknowledgement !== null);
      this.outages.inc({ village: labels.village(outage), acknowledged });
    }
    this.incidents.reset();
    for (const { cause } of this.uptime.openIncidents()) this.incidents.inc({ cause: cause.kind });
  }
}
