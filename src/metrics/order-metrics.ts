import { Inject, Injectable } from '@nestjs/common';
import { Gauge, type Registry as Register } from 'prom-client';
import { type OrderCount, type OrderState, UNFINISHED_STATES } from '../dispatch/index.js';
import type { GroupLabels } from './group-labels.js';
import { METRICS_REGISTER } from './register.js';

/** The village of orders whose cameras are of several. */
const SEVERAL = '';

/** Unfinished work orders, each counted once. */
@Injectable()
export class OrderMetrics {
  private readonly orders: Gauge<'village' | 'state'>;
  private readonly overdue: Gauge<'village'>;

  constructor(@Inject(METRICS_REGISTER) register: Register) {
    this.orders = new Gauge({
      name: 'shouwang_work_orders',
      help: 'Unfinished work orders by state; the village is empty for those of several villages.',
      labelNames: ['village', 'state'],
      registers: [register],
    });
    this.overdue = new Gauge({
      name: 'shouwang_work_orders_overdue',
      help: 'Unfinished work orders that should have been mended by now.',
      labelNames: ['village'],
      registers: [register],
    });
  }

  /** Zero where there are none, for every village and state. */
  refresh(labels: GroupLabels, counts: readonly OrderCount[]): void {
    this.orders.reset();
    this.overdue.reset();
    for (const village of labels.villages.values()) this.set(village, {}, 0);
    for (const { villageId, byState, overdue } of counts) {
      const isKnown = villageId === null || labels.knows({ villageId });
      if (isKnown) this.set(villageId === null ? SEVERAL : labels.village({ villageId }), byState, overdue);
    }
  }

  private set(
    village: string,
    byState: Readonly<Partial<Record<OrderState, number>>>,
    overdue: number,
  ): void {
    for (const state of UNFINISHED_STATES) this.orders.set({ village, state }, byState[state] ?? 0);
    this.overdue.set({ village }, overdue);
  }
}
