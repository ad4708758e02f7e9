import type { WorkOrder } from '../domain/order.js';
import type { OrderStep } from '../domain/step.js';
import type { OrderCameraRow, OrderRow, StepRow } from './order-rows.js';

export function toOrderRow({ cameraIds: _cameraIds, ...row }: WorkOrder): OrderRow {
  return row;
}

export function toOrder(row: OrderRow, cameraIds: readonly string[]): WorkOrder {
  return { ...row, cameraIds };
}

export function toCameraRows({ id, cameraIds, finishedAt }: WorkOrder): OrderCameraRow[] {
  return cameraIds.map((cameraId) => ({
    orderId: id,
    cameraId,
    openCameraId: finishedAt === null ? cameraId : null,
  }));
}

export function toStepRow({ actor, ...step }: OrderStep): StepRow {
  return { ...step, actorKind: actor.kind, actorId: actor.id, actorName: actor.name };
}

export function toStep({ actorKind, actorId, actorName, ...step }: StepRow): OrderStep {
  return { ...step, actor: { kind: actorKind, id: actorId, name: actorName } };
}
