import type { OrderState } from './domain/order.js';

/** The unfinished orders of one village. */
export interface OrderCount {
  /** Null for orders whose cameras are of several villages, or of none any more. */
  readonly villageId: string | null;
  readonly byState: Readonly<Partial<Record<OrderState, number>>>;
  readonly overdue: number;
}

/** Work orders as other rooms see them. */
export abstract class Dispatch {
  /** The villages of an order's cameras, in the order of ids; empty where there is no such order, or none is left. */
  abstract villagesOf(orderId: string): Promise<readonly string[]>;
  /** Each order once. */
  abstract counts(): Promise<readonly OrderCount[]>;
}
