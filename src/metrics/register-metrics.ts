import { Inject, Injectable } from '@nestjs/common';
import { Gauge, type Registry as Register } from 'prom-client';
import { Clock } from '../platform/clock/clock.js';
import { Registry, type VillageCompleteness } from '../registry/index.js';
import type { GroupLabels } from './group-labels.js';
import { METRICS_REGISTER } from './register.js';

/** The register changes slowly, and several scrapers share one count. */
const MAX_AGE_MS = 10_000;

/** How much of the register is filled in. Absent for a village without cameras, of which nothing can be complete. */
@Injectable()
export class RegisterMetrics {
  private readonly completeRatio: Gauge<'village'>;
  private current: { readonly at: number; readonly counts: readonly VillageCompleteness[] } | null = null;

  constructor(
    @Inject(METRICS_REGISTER) register: Register,
    @Inject(Registry) private readonly registry: Registry,
    @Inject(Clock) private readonly clock: Clock,
  ) {
    this.completeRatio = new Gauge({
      name: 'shouwang_register_complete_ratio',
      help: 'Entries with every mandatory field of the configured template, of all but the dismantled cameras.',
      labelNames: ['village'],
      registers: [register],
    });
  }

  /** What {@link refresh} sets; asked for beforehand, because setting gauges waits for nothing. */
  async counts(): Promise<readonly VillageCompleteness[]> {
    const now = this.clock.monotonicMs();
    if (this.current !== null && now - this.current.at < MAX_AGE_MS) return this.current.counts;
    const counts = await this.registry.completeness();
    this.current = { at: now, counts };
    return counts;
  }

  refresh(labels: GroupLabels, counts: readonly VillageCompleteness[]): void {
    this.completeRatio.reset();
    for (const count of counts) {
      if (!labels.knows(count) || count.cameras === 0) continue;
      this.completeRatio.set({ village: labels.village(count) }, count.complete / count.cameras);
    }
  }
}
