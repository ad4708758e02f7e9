import { Inject, Injectable } from '@nestjs/common';
import type { Registry as Register } from 'prom-client';
import { Registry } from '../registry/index.js';
import { CameraMetrics } from './camera-metrics.js';
import { GroupLabels } from './group-labels.js';
import { RatioMetrics } from './ratio-metrics.js';
import { METRICS_REGISTER } from './register.js';
import { RegisterMetrics } from './register-metrics.js';

/** One scrape: gauges set from what the rooms hold, and everything as text. */
@Injectable()
export class Scrape {
  constructor(
    @Inject(METRICS_REGISTER) private readonly register: Register,
    @Inject(Registry) private readonly registry: Registry,
    @Inject(CameraMetrics) private readonly cameras: CameraMetrics,
    @Inject(RatioMetrics) private readonly ratios: RatioMetrics,
    @Inject(RegisterMetrics) private readonly registers: RegisterMetrics,
  ) {}

  async take(): Promise<{ contentType: string; text: string }> {
    const labels = new GroupLabels(await this.registry.villages(), await this.registry.programmes());
    const counts = await this.registers.counts();
    // Without a pause in between, so that no other scrape sees half of it.
    this.cameras.refresh(labels);
    this.ratios.refresh(labels);
    this.registers.refresh(labels, counts);
    return { contentType: this.register.contentType, text: await this.register.metrics() };
  }
}
