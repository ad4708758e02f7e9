import { Inject, Injectable } from '@nestjs/common';
import { DomainError } from '../../kernel/domain-error.js';
import { Clock } from '../../platform/clock/clock.js';
import type { Deed } from '../domain/act.js';
import type { WorkOrder } from '../domain/order.js';
import type { OrderStep } from '../domain/step.js';
import { OrderStore } from '../store/order.store.js';
import { OrderPen } from './order-pen.js';
import { OrderViews, type SeenOrder } from './order-views.js';

/** One order as it exists for whoever acts, and what people do to it. */
@Injectable()
export class OrderDesk {
  constructor(
    @Inject(OrderStore) private readonly store: OrderStore,
    @Inject(OrderPen) private readonly pen: OrderPen,
    @Inject(OrderViews) private readonly views: OrderViews,
    @Inject(Clock) private readonly clock: Clock,
  ) {}

  async one(id: string): Promise<SeenOrder> {
    return this.seen(await this.store.find(id), id);
  }

  /** The one that a camera has; null for none. */
  unfinishedOf(cameraId: string): Promise<WorkOrder | null> {
    return this.store.openOf(cameraId);
  }

  async steps(id: string): Promise<readonly OrderStep[]> {
    await this.one(id);
    return this.store.steps(id);
  }

  /** `expected` are the revisions that this may go over; null takes any. */
  async do(id: string, deed: Deed, expected: readonly number[] | null): Promise<SeenOrder> {
    await this.one(id);
    const result = await this.pen.do(id, (order) => {
      if (expected !== null && !expected.includes(order.revision)) throw stale(order);
      return deed;
    });
    return this.seen(result === 'taken' ? null : result, id);
  }

  private async seen(order: WorkOrder | null, id: string): Promise<SeenOrder> {
    const seen = order === null ? null : await this.views.at(this.clock.now())(order);
    if (seen !== null) return seen;
    throw new DomainError('not-found', 'no-such-work-order', `There is no work order with the id ${id}.`);
  }
}

function stale({ state, assignee }: WorkOrder): DomainError {
  const by = assignee === null ? '' : `, with ${assignee}`;
  const message = `The work order has changed since you read it: it is ${state}${by}. Read it again, then repeat your step.`;
  return new DomainError('stale', 'changed-since', message);
}
