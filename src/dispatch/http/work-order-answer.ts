import { isoOrNull, toIso } from '../../kernel/instant.js';
import type { SeenOrder } from '../app/order-views.js';
import { type OrderStep, said } from '../domain/step.js';

/** `revision`, in quotes, is its ETag, for whoever has the order from a list. */
export function orderAnswer(order: SeenOrder) {
  const { id, origin, state, incidentId, title, contractor, assignee, cause, parts, note } = order;
  const { openedBy, reopened, cameras, isOverdue, isMendedButDown: mendedButDown } = order;
  return {
    id,
    revision: order.revision,
    origin,
    state,
    incidentId,
    title,
    contractor,
    assignee,
    cause,
    parts,
    note,
    openedAt: toIso(order.openedAt),
    openedBy,
    dueAt: toIso(order.dueAt),
    mendedAt: isoOrNull(order.mendedAt),
    finishedAt: isoOrNull(order.finishedAt),
    reopened,
    isOverdue,
    mendedButDown,
    cameras,
  };
}

export function stepAnswer(step: OrderStep) {
  const { id, at, action, from, to, actor } = step;
  return { id, at: toIso(at), action, from, to, by: { kind: actor.kind, name: actor.name }, ...said(step) };
}
