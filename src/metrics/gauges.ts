import { Inject, Injectable } from '@nestjs/common';
import { CameraMetrics } from './camera-metrics.js';
import { CoverageMetrics } from './coverage-metrics.js';
import { FundingMetrics } from './funding-metrics.js';
import { NotifyMetrics } from './notify-metrics.js';
import { OrderMetrics } from './order-metrics.js';
import { OutageMetrics } from './outage-metrics.js';
import { RatioMetrics } from './ratio-metrics.js';
import type { Read } from './reading.js';
import { RegisterMetrics } from './register-metrics.js';

/** All gauges that are set anew at each scrape. */
@Injectable()
export class Gauges {
  constructor(
    @Inject(CameraMetrics) private readonly cameras: CameraMetrics,
    @Inject(RatioMetrics) private readonly ratios: RatioMetrics,
    @Inject(RegisterMetrics) private readonly registers: RegisterMetrics,
    @Inject(OutageMetrics) private readonly outages: OutageMetrics,
    @Inject(CoverageMetrics) private readonly coverage: CoverageMetrics,
    @Inject(NotifyMetrics) private readonly notify: NotifyMetrics,
    @Inject(OrderMetrics) private readonly orders: OrderMetrics,
    @Inject(FundingMetrics) private readonly funding: FundingMetrics,
  ) {}

  /** Without a pause in between, so that no other scrape sees half of it. */
  refresh({ labels, completeness, notify, orders, funds }: Read): void {
    this.cameras.refresh(labels);
    this.ratios.refresh(labels);
    this.registers.refresh(labels, completeness);
    this.outages.refresh(labels);
    this.coverage.refresh(labels);
    this.notify.refresh(notify);
    this.orders.refresh(labels, orders);
    this.funding.refresh(labels, funds);
  }
}
