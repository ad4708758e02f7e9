import { Inject, Injectable } from '@nestjs/common';
import { VillageScope } from '../../access/index.js';
import type { Instant } from '../../kernel/instant.js';
import { Clock } from '../../platform/clock/clock.js';
import { Config } from '../../platform/config/config.js';
import { type Figures, figuresOf, monthBounds } from '../domain/figures.js';
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
  constructor(
    @Inject(OrderFinder) private readonly finder: OrderFinder,
    @Inject(OrderViews) private readonly views: OrderViews,
    @Inject(VillageScope) private readonly scope: VillageScope,
    @Inject(Clock) private readonly clock: Clock,
    @Inject(Config) private readonly config: Pick<Config, 'timeZone'>,
  ) {}

  async byContractor(month: string): Promise<readonly FiguresOf[]> {
    const now = this.clock.now();
    const bounds = monthBounds(month, (at) => offsetMs(at, this.config.timeZone));
    const orders = await this.finder.openedBetween(this.scope.only(), bounds);
    const groups = new Map<string | null, WorkOrder[]>();
    for (const order of orders)
      groups.set(order.contractor, [...(groups.get(order.contractor) ?? []), order]);
    return [...groups]
      .map(([contractor, of]) => ({ contractor, ...figuresOf(of, now, this.views.graceMs()) }))
      .toSorted((a, b) => b.orders - a.orders || ((a.contractor ?? '') < (b.contractor ?? '') ? -1 : 1));
  }
}

/** What the zone is ahead of UTC at an instant. */
function offsetMs(at: Instant, timeZone: string): number {
  const parts = new Intl.DateTimeFormat('en', { timeZone, hourCycle: 'h23', ...FIELDS }).formatToParts(at);
  const read = (type: string): number => Number(parts.find((part) => part.type === type)!.value);
  const [year, month, day] = [read('year'), read('month') - 1, read('day')];
  return Date.UTC(year, month, day, read('hour'), read('minute'), read('second')) - at;
}

const FIELDS = {
  year: 'numeric',
  month: 'numeric',
  day: 'numeric',
  hour: 'numeric',
  minute: 'numeric',
  second: 'numeric',
} as const;
