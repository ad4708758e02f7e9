import { Inject, Injectable } from '@nestjs/common';
import { VillageScope } from '../../access/index.js';
import { Clock } from '../../platform/clock/clock.js';
import { Config } from '../../platform/config/config.js';
import { LocalCalendar } from '../../uptime/index.js';
import { type Figures, figuresOf } from '../domain/figures.js';
import type { WorkOrder } from '../domain/order.js';
import { OrderFinder } from '../store/order-finder.js';
import { OrderViews } from './order-views.js';

export interface FiguresOf extends Figures {
  /** Null for orders that no contractor has. */
  readonly contractor: string | null;
}

/** How contractors did with the orders that were opened in a month of the town's time zone. */
@Injectable()
export class FiguresService {
  private readonly calendar: LocalCalendar;

  constructor(
    @Inject(OrderFinder) private readonly finder: OrderFinder,
    @Inject(OrderViews) private readonly views: OrderViews,
    @Inject(VillageScope) private readonly scope: VillageScope,
    @Inject(Clock) private readonly clock: Clock,
    @Inject(Config) config: Pick<Config, 'timeZone'>,
  ) {
    this.calendar = new LocalCalendar(config.timeZone);
  }

  async byContractor(month: string): Promise<readonly FiguresOf[]> {
    const now = this.clock.now();
    const bounds = this.calendar.boundsOf(month);
    const orders = await this.finder.openedBetween(this.scope.only(), bounds);
    const groups = new Map<string | null, WorkOrder[]>();
    for (const order of orders)
      groups.set(order.contractor, [...(groups.get(order.contractor) ?? []), order]);
    return [...groups]
      .map(([contractor, of]) => ({ contractor, ...figuresOf(of, now, this.views.graceMs()) }))
      .toSorted((a, b) => b.orders - a.orders || ((a.contractor ?? '') < (b.contractor ?? '') ? -1 : 1));
  }
}
