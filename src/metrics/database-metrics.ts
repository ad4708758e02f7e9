import { Inject, Injectable } from '@nestjs/common';
import { Gauge, type Registry as Register } from 'prom-client';
import { WriteHealth } from '../platform/health/write-health.js';
import { METRICS_REGISTER } from './register.js';

/** Whether what we see is written down; set anew at each scrape. */
@Injectable()
export class DatabaseMetrics {
  private readonly writable: Gauge;

  constructor(
    @Inject(METRICS_REGISTER) register: Register,
    @Inject(WriteHealth) private readonly health: WriteHealth,
  ) {
    this.writable = new Gauge({
      name: 'shouwang_database_writable',
      help: '1 while the database takes what is written every few seconds, 0 since it did not.',
      registers: [register],
    });
  }

  refresh(): void {
    this.writable.set(this.health.failure === null ? 1 : 0);
  }
}
