import { DomainError } from '../../kernel/domain-error.js';
import type { Instant } from '../../kernel/instant.js';
import {
  ORDER_STATES,
  type OrderState,
  type RepairCause,
  UNFINISHED_STATES,
  type WorkOrder,
} from './order.js';

/** What is done to an order. The first six are people's, the others are made by the service itself. */
export type Deed =
  | { readonly action: 'assign'; readonly assignee: string | null; readonly contractor: string | null }
  | { readonly action: 'accept' }
  | { readonly action: 'arrive' }
  | {
      readonly action: 'mend';
      readonly cause: RepairCause;
      readonly parts: string | null;
      readonly note: string | null;
    }
  | { readonly action: 'cancel'; readonly reason: string }
  | { readonly action: 'comment'; readonly words: string }
  | { readonly action: 'extend'; readonly cameraIds: readonly string[]; readonly dueAt: Instant }
  | { readonly action: 'close' }
  | { readonly action: 'reopen'; readonly dueAt: Instant }
  | { readonly action: 'remind'; readonly reminders: number }
  | { readonly action: 'remind-paper' };
export type OrderAction = Deed['action'];

export type DoerRole = 'admin' | 'technician' | 'planner' | 'village' | 'auditor' | 'system';

/** Who does it: the service itself, or a person with a role. */
export interface Doer {
  readonly role: DoerRole;
  readonly name: string;
}

interface Rule {
  readonly from: readonly OrderState[];
  readonly by: readonly DoerRole[];
}

const NOT_MENDED = { mendedAt: null, cause: null, parts: null, note: null, isPaperTold: false };

/** From which states, and by whom. Nobody closes an order: that is for the service, once probing has confirmed it. */
export const ORDER_RULES: Readonly<Record<OrderAction, Rule>> = {
  assign: { from: UNFINISHED_STATES, by: ['admin', 'technician'] },
  accept: { from: ['assigned'], by: ['admin', 'technician'] },
  arrive: { from: ['accepted'], by: ['admin', 'technician'] },
  mend: { from: ['accepted', 'on-site'], by: ['admin', 'technician'] },
  cancel: { from: UNFINISHED_STATES, by: ['admin'] },
  comment: { from: ORDER_STATES, by: ['admin', 'technician', 'village'] },
  extend: { from: UNFINISHED_STATES, by: ['system'] },
  close: { from: ['open', 'assigned', 'accepted', 'mended'], by: ['system'] },
  reopen: { from: ['closed'], by: ['system'] },
  remind: { from: UNFINISHED_STATES, by: ['system'] },
  'remind-paper': { from: ['mended'], by: ['system'] },
};

/**
 * The order after a deed. Refusals are {@link DomainError}s: `not-allowed` for whom it is not, `not-yours` for the order
 * of somebody else, `wrong-state` where it must be done at another time.
 */
export function act(order: WorkOrder, deed: Deed, by: Doer, now: Instant): WorkOrder {
  refuseUnlessAllowed(order, deed, by);
  const next = { ...after(order, deed, by, now), revision: order.revision + 1 };
  return deed.action === 'remind' || deed.action === 'remind-paper'
    ? { ...next, revision: order.revision }
    : next;
}

function after(order: WorkOrder, deed: Deed, by: Doer, now: Instant): WorkOrder {
  switch (deed.action) {
    case 'assign':
      return { ...order, ...NOT_MENDED, ...assigneeOf(deed, by), state: 'assigned' };
    case 'accept':
      return { ...order, state: 'accepted', assignee: order.assignee ?? by.name };
    case 'arrive':
      return { ...order, state: 'on-site' };
    case 'mend': {
      const { cause, parts, note } = deed;
      return { ...order, state: 'mended', cause, parts, note, mendedAt: now, isPaperTold: false };
    }
    case 'cancel':
      return { ...order, state: 'cancelled', finishedAt: now };
    case 'comment':
      return order;
    case 'extend':
      return { ...order, cameraIds: deed.cameraIds, dueAt: Math.min(order.dueAt, deed.dueAt) };
    case 'close':
      return { ...order, state: 'closed', cause: order.cause ?? 'self-recovered', finishedAt: now };
    case 'reopen':
      return reopened(order, deed.dueAt);
    case 'remind':
      return { ...order, reminders: deed.reminders };
    case 'remind-paper':
      return { ...order, isPaperTold: true };
  }
}

/** Back to whoever had it, who has to accept it anew. */
function reopened(order: WorkOrder, dueAt: Instant): WorkOrder {
  const state = order.assignee === null && order.contractor === null ? 'open' : 'assigned';
  const reopened = order.reopened + 1;
  return { ...order, ...NOT_MENDED, state, dueAt, reopened, reminders: 0, finishedAt: null };
}

/** Who names nobody takes it; who names a contractor alone leaves it to the contractor's people. */
function assigneeOf(
  { assignee, contractor }: Extract<Deed, { action: 'assign' }>,
  by: Doer,
): Pick<WorkOrder, 'assignee' | 'contractor'> {
  if (assignee === null && contractor === null) return { assignee: by.name, contractor };
  return { assignee, contractor };
}

function refuseUnlessAllowed(order: WorkOrder, deed: Deed, by: Doer): void {
  const { from, by: roles } = ORDER_RULES[deed.action];
  if (!roles.includes(by.role))
    throw new DomainError(
      'forbidden',
      'not-allowed',
      `This is for ${roles.join(', ')}; your role is ${by.role}.`,
    );
  if (by.role === 'technician') refuseUnlessTheirs(order, deed, by);
  if (!from.includes(order.state))
    throw new DomainError(
      'conflict',
      'wrong-state',
      `The work order is ${order.state}; ${deed.action} is possible while it is ${from.join(', ')}.`,
    );
}

/** A technician takes orders, and gives them to nobody but a contractor; what somebody else has is somebody else's. */
function refuseUnlessTheirs(order: WorkOrder, deed: Deed, { name }: Doer): void {
  if (deed.action === 'assign' && deed.assignee !== null && deed.assignee !== name)
    throw new DomainError(
      'forbidden',
      'assign-only-yourself',
      'A technician takes an order; only an admin gives it to others.',
    );
  const isBound = deed.action === 'accept' || deed.action === 'arrive' || deed.action === 'mend';
  if (isBound && order.assignee !== null && order.assignee !== name)
    throw new DomainError(
      'forbidden',
      'not-yours',
      `The work order is ${order.assignee}'s; assign it to yourself first.`,
    );
}
