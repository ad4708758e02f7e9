import { Inject, Injectable } from '@nestjs/common';
import { Clock } from '../../platform/clock/clock.js';
import { Uptime } from '../../uptime/index.js';
import { Dispatch, type OrderCount } from '../dispatch.facade.js';
import { isOverdue } from '../domain/due.js';
import type { WorkOrder } from '../domain/order.js';
import { OrderStore } from '../store/order.store.js';
import { OrderViews } from './order-views.js';

/** What other rooms see. */
@Injectable()
export class DispatchDoor extends Dispatch {
  constructor(
    @Inject(OrderStore) private readonly store: OrderStore,
    @Inject(OrderViews) private readonly views: OrderViews,
    @Inject(Uptime) private readonly uptime: Uptime,
    @Inject(Clock) private readonly clock: Clock,
  ) {
    super();
  }

  async counts(): Promise<readonly OrderCount[]> {
    const [now, graceMs] = [this.clock.now(), this.views.graceMs()];
    const groups = new Map<string | null, WorkOrder[]>();
    for (const order of await this.store.unfinished()) {
      const villageId = this.villageOf(order);
      groups.set(villageId, [...(groups.get(villageId) ?? []), order]);
    }
    return [...groups].map(([villageId, orders]) => {
      const states = [...new Set(orders.map(({ state }) => state))];
      const count = (one: WorkOrder['state']): number => orders.filter(({ state }) => state === one).length;
      const byState = Object.fromEntries(states.map((state) => [state, count(state)]));
      return { villageId, byState, overdue: orders.filter((order) => isOverdue(order, now, graceMs)).length };
    });
  }

  async villagesOf(orderId: string): Promise<readonly string[]> {
    const order = await this.store.find(orderId);
    const villageIds = order?.cameraIds.map((id) => this.uptime.standingOf(id)?.villageId) ?? [];
    return [...new Set(villageIds.filter((id) => id !== undefined))].toSorted();
  }

  private villageOf({ cameraIds }: WorkOrder): string | null {
    const villageIds = new Set(cameraIds.map((id) => this.uptime.standingOf(id)?.villageId));
    return villageIds.size === 1 ? ([...villageIds][0] ?? null) : null;
  }
}
