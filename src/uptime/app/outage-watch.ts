import { Inject, Injectable } from '@nestjs/common';
import { SECOND_MS } from '../../kernel/instant.js';
import { type Cancel, Clock } from '../../platform/clock/clock.js';
import { Config } from '../../platform/config/config.js';
import { Log } from '../../platform/logging/log.js';
import { IncidentKeeper } from './incident-keeper.js';
import { OutageBook } from './outage-book.js';
import { OutageKeeper } from './outage-keeper.js';
import { ProberIncidents } from './prober-incidents.js';

const TICK_MS = SECOND_MS;
/** What a tick counts at most: a machine that slept saw nothing live. */
const LONGEST_TICK_MS = 5 * TICK_MS;

/** Looks every second at what time alone decides: what was live for long enough, and what fell together. */
@Injectable()
export class OutageWatch {
  private cancel: Cancel = () => {};
  private isStopped = false;
  private lastTickMs = 0;
  /** Outages that were grouped already, or that nothing explained. */
  private weighed = new Set<string>();
  private firstUnweighedMs: number | null = null;

  constructor(
    @Inject(OutageBook) private readonly book: OutageBook,
    @Inject(OutageKeeper) private readonly outages: OutageKeeper,
    @Inject(IncidentKeeper) private readonly incidents: IncidentKeeper,
    @Inject(ProberIncidents) private readonly prober: ProberIncidents,
    @Inject(Clock) private readonly clock: Clock,
    @Inject(Config) private readonly config: Pick<Config, 'uptime'>,
    @Inject(Log) private readonly log: Log,
  ) {}

  start(): void {
    this.lastTickMs = this.clock.monotonicMs();
    this.plan();
  }

  stop(): void {
    this.isStopped = true;
    this.cancel();
  }

  private plan(): void {
    if (this.isStopped) return;
    this.cancel = this.clock.after(TICK_MS, () => void this.tick().finally(() => this.plan()));
  }

  private async tick(): Promise<void> {
    try {
      const monotonicMs = this.clock.monotonicMs();
      const elapsedMs = Math.min(monotonicMs - this.lastTickMs, LONGEST_TICK_MS);
      this.lastTickMs = monotonicMs;
      this.outages.pass(elapsedMs, this.clock.now());
      if (this.isTimeToGroup(monotonicMs)) await this.group();
      this.incidents.closeFinished(this.clock.now());
      this.prober.closeSeen(this.clock.now());
    } catch (cause) {
      this.log.error({ err: cause }, 'outages could not be grouped; trying again in a second');
    }
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

  private async group(): Promise<void> {
    this.firstUnweighedMs = null;
    const weighed = new Set(this.book.openOutages().map(({ id }) => id));
    await this.incidents.group(this.clock.now());
    this.weighed = weighed;
  }
}
