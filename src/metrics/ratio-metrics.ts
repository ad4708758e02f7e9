import { Inject, Injectable } from '@nestjs/common';
import { Gauge, type Registry as Register } from 'prom-client';
import { DAY_MS, HOUR_MS } from '../kernel/instant.js';
import { Clock } from '../platform/clock/clock.js';
import { type GroupTime, intactRatio, Uptime, uptimeRatio } from '../uptime/index.js';
import type { GroupLabels } from './group-labels.js';
import { METRICS_REGISTER } from './register.js';

const WINDOWS_MS = { '24h': 24 * HOUR_MS, '7d': 7 * DAY_MS, '30d': 30 * DAY_MS } as const;
/** Ratios over a day change slowly; several scrapers share one computation. */
const MAX_AGE_MS = 10_000;

type Window = keyof typeof WINDOWS_MS;
type Ratios = readonly (readonly [Window, readonly GroupTime[]])[];
type Labels = 'village' | 'programme' | 'window';

/** 在线率 and 完好率 of every village and programme. A ratio of nothing has no value, so it is absent, not NaN or zero. */
@Injectable()
export class RatioMetrics {
  private readonly uptimeRatio: Gauge<Labels>;
  private readonly intactRatio: Gauge<Labels>;
  private current: { readonly at: number; readonly ratios: Ratios } | null = null;

  constructor(
    @Inject(METRICS_REGISTER) register: Register,
    @Inject(Uptime) private readonly uptime: Uptime,
    @Inject(Clock) private readonly clock: Clock,
  ) {
    const gauge = (name: string, help: string): Gauge<Labels> =>
      new Gauge({ name, help, labelNames: ['village', 'programme', 'window'], registers: [register] });
    this.uptimeRatio = gauge(
      'shouwang_village_uptime_ratio',
      'Time online or impaired, of the time that was looked at; absent where nothing was.',
    );
    this.intactRatio = gauge(
      'shouwang_village_intact_ratio',
      'Time online, of the time that was looked at; absent where nothing was.',
    );
  }

  refresh(labels: GroupLabels): void {
    this.uptimeRatio.reset();
    this.intactRatio.reset();
    for (const [window, groups] of this.recentRatios()) {
      for (const group of groups) {
        if (!labels.knows(group)) continue;
        const of = { village: labels.village(group), programme: labels.programme(group), window };
        const [uptime, intact] = [uptimeRatio(group.time), intactRatio(group.time)];
        if (uptime !== null) this.uptimeRatio.set(of, uptime);
        if (intact !== null) this.intactRatio.set(of, intact);
      }
    }
  }

  private recentRatios(): Ratios {
    const now = this.clock.monotonicMs();
    if (this.current !== null && now - this.current.at < MAX_AGE_MS) return this.current.ratios;
    const to = this.clock.now();
    const windows = Object.entries(WINDOWS_MS) as [Window, number][];
    const ratios = windows.map(([window, ms]) => [window, this.uptime.timeByGroup(to - ms, to)] as const);
    this.current = { at: now, ratios };
    return ratios;
  }
}
