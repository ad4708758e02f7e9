import { Inject, Injectable } from '@nestjs/common';
import { VillageScope } from '../../access/index.js';
import { DomainError } from '../../kernel/domain-error.js';
import { Clock } from '../../platform/clock/clock.js';
import type { Deed } from '../domain/act.js';
import type { WorkOrder } from '../domain/order.js';
import type { OrderStep } from '../domain/step.js';
import { OrderFinder, type OrderQuestion, type Page, type PageBounds } from '../store/order-finder.js';
import { OrderStore } from '../store/order.store.js';
import { OrderPen } from './order-pen.js';
import { OrderViews, type SeenOrder } from './order-views.js';

export interface OrderFilter extends Omit<OrderQuestion, 'villageIds' | 'downCameraIds' | 'overdue'> {
  readonly villageId: string | null;
  readonly isOverdue: boolean;
  readonly isMendedButDown: boolean;
}

/** Orders as they exist for whoever acts, and what people do to them. */
@Injectable()
export class OrderDesk {
  constructor(
    @Inject(OrderStore) private readonly store: OrderStore,
    @Inject(OrderFinder) private readonly finder: OrderFinder,
    @Inject(OrderPen) private readonly pen: OrderPen,
    @Inject(OrderViews) private readonly views: OrderViews,
    @Inject(VillageScope) private readonly scope: VillageScope,
    @Inject(Clock) private readonly clock: Clock,
  ) {}

  async list(filter: OrderFilter, bounds: PageBounds): Promise<Page<SeenOrder>> {
    const { villageId, isOverdue, isMendedButDown, ...asked } = filter;
    const page = await this.finder.page(
      {
        ...asked,
        villageIds: this.scope.narrow(villageId),
        overdue: isOverdue ? { now: this.clock.now(), graceMs: this.views.graceMs() } : null,
        downCameraIds: isMendedButDown ? this.views.downCameraIds() : null,
      },
      bounds,
    );
    const see = this.views.at(this.clock.now());
    const items = await Promise.all(page.items.map((order) => see(order)));
    return { ...page, items: items.flatMap((order) => order ?? []) };
  }

  async one(id: string): Promise<SeenOrder> {
    return this.seen(await this.store.find(id), id);
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
