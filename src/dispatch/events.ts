import type { Instant } from '../kernel/instant.js';
import type { OrderAction } from './domain/act.js';
import type { OrderState } from './domain/order.js';

/** A step of a work order was made, and is committed. */
export class WorkOrderChanged {
  constructor(
    readonly orderId: string,
    readonly at: Instant,
    readonly action: OrderAction | 'open',
    readonly state: OrderState,
  ) {}
}
