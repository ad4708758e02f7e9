import { Inject, Injectable } from '@nestjs/common';
import { VillageScope } from '../../access/index.js';
import { Clock } from '../../platform/clock/clock.js';
import { OrderFinder, type OrderQuestion, type Page, type PageBounds } from '../store/order-finder.js';
import { OrderViews, type SeenOrder } from './order-views.js';

export interface OrderFilter extends Omit<OrderQuestion, 'villageIds' | 'downCameraIds' | 'overdue'> {
  readonly villageId: string | null;
  readonly isOverdue: boolean;
  readonly isMendedButDown: boolean;
}

/** Orders as they exist for whoever asks. */
@Injectable()
export class OrderList {
  constructor(
    @Inject(OrderFinder) private readonly finder: OrderFinder,
    @Inject(OrderViews) private readonly views: OrderViews,
    @Inject(VillageScope) private readonly scope: VillageScope,
    @Inject(Clock) private readonly clock: Clock,
  ) {}

  async page(filter: OrderFilter, bounds: PageBounds): Promise<Page<SeenOrder>> {
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
}
