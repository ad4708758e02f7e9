import type { Instant } from '../../kernel/instant.js';
import type { OrderOrigin, WorkOrder } from './order.js';

export interface NewOrder {
  readonly id: string;
  readonly origin: OrderOrigin;
  readonly incidentId: string | null;
  readonly cameraIds: readonly string[];
  readonly title: string;
  readonly contractor: string | null;
  readonly openedAt: Instant;
  readonly openedBy: string;
  readonly dueAt: Instant;
}

/** An order that nobody has touched; one that names a contractor is the contractor's from the beginning. */
export function newOrder(order: NewOrder): WorkOrder {
  return {
    ...order,
    state: order.contractor === null ? 'open' : 'assigned',
    assignee: null,
    cause: null,
    parts: null,
    note: null,
    mendedAt: null,
    finishedAt: null,
    reopened: 0,
    reminders: 0,
    isPaperTold: false,
    revision: 1,
  };
}
