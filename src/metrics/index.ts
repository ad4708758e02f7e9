/** Prometheus: looks at every room, and no room looks back. */
import { Module } from '@nestjs/common';
import { CoverageModule } from '../coverage/index.js';
import { DispatchModule } from '../dispatch/index.js';
import { FundingModule } from '../funding/index.js';
import { NotifyModule } from '../notify/index.js';
import { ProbingModule } from '../probing/index.js';
import { RegistryModule } from '../registry/index.js';
import { UptimeModule } from '../uptime/index.js';
import { CameraMetrics } from './camera-metrics.js';
import { CoverageMetrics } from './coverage-metrics.js';
import { DatabaseMetrics } from './database-metrics.js';
import { FundingMetrics } from './funding-metrics.js';
import { Gauges } from './gauges.js';
import { MetricsController } from './metrics.controller.js';
import { NotifyMetrics } from './notify-metrics.js';
import { OrderMetrics } from './order-metrics.js';
import { OutageMetrics } from './outage-metrics.js';
import { ProbeMetrics } from './probe-metrics.js';
import { ProberMetrics } from './prober-metrics.js';
import { RatioMetrics } from './ratio-metrics.js';
import { Reading } from './reading.js';
import { METRICS_REGISTER, metricsRegister } from './register.js';
import { RegisterMetrics } from './register-metrics.js';
import { ReplicaMetrics } from './replica-metrics.js';
import { Scrape } from './scrape.js';
import { TargetsController } from './targets.controller.js';

@Module({
  imports: [
    RegistryModule,
    ProbingModule,
    UptimeModule,
    CoverageModule,
    NotifyModule,
    DispatchModule,
    FundingModule,
  ],
  controllers: [MetricsController, TargetsController],
  providers: [
    { provide: METRICS_REGISTER, useFactory: metricsRegister },
    CameraMetrics,
    RatioMetrics,
    ProbeMetrics,
    ProberMetrics,
    RegisterMetrics,
    OutageMetrics,
    CoverageMetrics,
    OrderMetrics,
    FundingMetrics,
    NotifyMetrics,
    DatabaseMetrics,
    ReplicaMetrics,
    Reading,
    Gauges,
    Scrape,
  ],
})
export class MetricsModule {}
