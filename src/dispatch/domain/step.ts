import type { Instant } from '../../kernel/instant.js';
import type { Deed, OrderAction } from './act.js';
import type { OrderState, WorkOrder } from './order.js';

/** Who did a step, as it is written down. */
export interface StepActor {
  readonly kind: 'user' | 'token' | 'system' | 'nobody';
  readonly id: string | null;
  readonly name: string;
}

/** One thing that was done to an order. Steps are added and never changed. */
export interface OrderStep {
  readonly id: string;
  readonly orderId: string;
  readonly at: Instant;
  readonly action: OrderAction | 'open';
  /** Null for the first. */
  readonly from: OrderState | null;
  readonly to: OrderState;
  readonly actor: StepActor;
  /** What was said with it: assignee and contractor, cause and parts, a reason. */
  readonly details: Readonly<Record<string, unknown>>;
}

export type StepMark = Pick<OrderStep, 'id' | 'at' | 'actor'>;

export function firstStep(order: WorkOrder, mark: StepMark, details: OrderStep['details']): OrderStep {
  return { ...mark, orderId: order.id, action: 'open', from: null, to: order.state, details };
}

export function stepOf(before: WorkOrder, after: WorkOrder, deed: Deed, mark: StepMark): OrderStep {
  const { action, ...details } = deed;
  return { ...mark, orderId: before.id, action, from: before.state, to: after.state, details };
}

/** What was said with a step. Which cameras joined is left to the order, which shows each only to its village. */
export function said({ details }: OrderStep): Readonly<Record<string, unknown>> {
  const { cameraIds: _cameraIds, outageIds: _outageIds, dueAt: _dueAt, ...shown } = details;
  return shown;
}
