import { Inject, Injectable } from '@nestjs/common';
import type { Registry as Register } from 'prom-client';
import { DatabaseMetrics } from './database-metrics.js';
import { Gauges } from './gauges.js';
import { Reading } from './reading.js';
import { METRICS_REGISTER } from './register.js';

/** One scrape: gauges set from what the rooms hold, and everything as text. */
@Injectable()
export class Scrape {
  constructor(
    @Inject(METRICS_REGISTER) private readonly register: Register,
    @Inject(Reading) private readonly reading: Reading,
    @Inject(Gauges) private readonly gauges: Gauges,
    @Inject(DatabaseMetrics) private readonly database: DatabaseMetrics,
  ) {}

  async take(): Promise<{ contentType: string; text: string }> {
    this.gauges.refresh(await this.reading.take());
    this.database.refresh();
    return { contentType: this.register.contentType, text: await this.register.metrics() };
  }
}
