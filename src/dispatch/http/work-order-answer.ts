import { type Instant, toIso } from '../../kernel/instant.js';
import type { SeenOrder } from '../app/order-views.js';
import type { OrderStep } from '../domain/step.js';

/** The revision leaves the service as the ETag. */
export function orderAnswer(order: SeenOrder) {
  const { id, origin, state, incidentId, title, contractor, assignee, cause, parts, note } = order;
  const { openedBy, reopened, cameras, isOverdue, isMendedButDown: mendedButDown } = order;
  return {
    id,
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

/** Which cameras joined is left to the order, which shows each only to its village. */
export function stepAnswer({ id, at, action, from, to, actor, details }: OrderStep) {
  const { cameraIds: _cameraIds, outageIds: _outageIds, dueAt: _dueAt, ...shown } = details;
  return { id, at: toIso(at), action, from, to, by: { kind: actor.kind, name: actor.name }, ...shown };
}

function isoOrNull(instant: Instant | null): string | null {
  return instant === null ? null : toIso(instant);
}
