import { Inject, Injectable } from '@nestjs/common';
import { type Instant, SECOND_MS } from '../../kernel/instant.js';
import { Config } from '../../platform/config/config.js';
import { IncidentKeeper } from './incident-keeper.js';
import { OutageBook } from './outage-book.js';
import { ProberIncidents } from './prober-incidents.js';

/** Weighs what fell together when enough was gathered, and closes incidents that are over. */
@Injectable()
export class IncidentWatch {
  /** Outages that were grouped already, or that nothing explained. */
  private weighed = new Set<string>();
  private firstUnweighedMs: number | null = null;

  constructor(
    @Inject(OutageBook) private readonly book: OutageBook,
    @Inject(IncidentKeeper) private readonly incidents: IncidentKeeper,
    @Inject(ProberIncidents) private readonly prober: ProberIncidents,
    @Inject(Config) private readonly config: Pick<Config, 'uptime'>,
  ) {}

  /** `monotonicMs` by the clock that never jumps. */
  async look(monotonicMs: number, now: Instant): Promise<void> {
    if (this.isTimeToGroup(monotonicMs)) await this.group(now);
    this.incidents.closeFinished(now);
    this.prober.closeSeen(now);
  }

  /** Falls are gathered for a while after the first, so that a switch is not seen as the first of its poles. */
  private isTimeToGroup(monotonicMs: number): boolean {
    const hasNew = this.book.openOutages().some(({ id, incidentId }) => {
      return incidentId === null && !this.weighed.has(id);
    });
    if (!hasNew) return false;
    this.firstUnweighedMs ??= monotonicMs;
    return monotonicMs - this.firstUnweighedMs >= this.config.uptime.incidentGatherS * SECOND_MS;
  }

  private async group(now: Instant): Promise<void> {
    this.firstUnweighedMs = null;
    const weighed = new Set(this.book.openOutages().map(({ id }) => id));
    await this.incidents.group(now);
    this.weighed = weighed;
  }
}
