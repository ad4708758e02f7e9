/** Prometheus: looks at every room, and no room looks back. */
import { Module } from '@nestjs/common';
import { ProbingModule } from '../probing/index.js';
import { RegistryModule } from '../registry/index.js';
import { UptimeModule } from '../uptime/index.js';
import { CameraMetrics } from './camera-metrics.js';
import { MetricsController } from './metrics.controller.js';
import { ProbeMetrics } from './probe-metrics.js';
import { ProberMetrics } from './prober-metrics.js';
import { RatioMetrics } from './ratio-metrics.js';
import { METRICS_REGISTER, metricsRegister } from './register.js';
import { RegisterMetrics } from './register-metrics.js';
import { Scrape } from './scrape.js';
import { TargetsController } from './targets.controller.js';

@Module({
  imports: [RegistryModule, ProbingModule, UptimeModule],
  controllers: [MetricsController, TargetsController],
  providers: [
    { provide: METRICS_REGISTER, useFactory: metricsRegister },
    CameraMetrics,
    RatioMetrics,
    ProbeMetrics,
    ProberMetrics,
    RegisterMetrics,
    Scrape,
  ],
})
export class MetricsModule {}
