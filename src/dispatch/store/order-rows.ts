import { EntitySchema } from 'typeorm';
import { instantTransformer, jsonTransformer } from '../../platform/database/columns.js';
import type { WorkOrder } from '../domain/order.js';
import type { OrderStep } from '../domain/step.js';

const text = (name: string, nullable = false) => ({ name, type: 'text', nullable }) as const;
const instant = (name: string, nullable = false) =>
  ({ name, type: 'bigint', nullable, transformer: instantTransformer }) as const;
const id = { type: 'text', primary: true } as const;

export type OrderRow = Omit<WorkOrder, 'cameraIds'>;
export const workOrders = new EntitySchema<OrderRow>({
  name: 'work_orders',
  tableName: 'work_orders',
  columns: {
    id,
    origin: text('origin'),
    state: text('state'),
    incidentId: text('incident_id', true),
    title: text('title'),
    contractor: text('contractor', true),
    assignee: text('assignee', true),
    cause: text('cause', true),
    parts: text('parts', true),
    note: text('note', true),
    openedAt: instant('opened_at'),
    openedBy: text('opened_by'),
    dueAt: instant('due_at'),
    mendedAt: instant('mended_at', true),
    finishedAt: instant('finished_at', true),
    reopened: { type: 'integer' },
    reminders: { type: 'integer' },
    isPaperTold: { name: 'is_paper_told', type: 'boolean' },
    revision: { type: 'integer' },
  },
});

/** `openCameraId` is the camera while the order is unfinished, and unique: a camera has one order at a time. */
export interface OrderCameraRow {
  orderId: string;
  cameraId: string;
  openCameraId: string | null;
}
export const orderCameras = new EntitySchema<OrderCameraRow>({
  name: 'work_order_cameras',
  tableName: 'work_order_cameras',
  columns: {
    orderId: { ...id, name: 'order_id' },
    cameraId: { ...id, name: 'camera_id' },
    openCameraId: text('open_camera_id', true),
  },
});

export type StepRow = Omit<OrderStep, 'actor'> & {
  actorKind: OrderStep['actor']['kind'];
  actorId: string | null;
  actorName: string;
};
export const orderSteps = new EntitySchema<StepRow>({
  name: 'work_order_steps',
  tableName: 'work_order_steps',
  columns: {
    id,
    orderId: text('order_id'),
    at: instant('at'),
    action: text('action'),
    from: text('from_state', true),
    to: text('to_state'),
    actorKind: text('actor_kind'),
    actorId: text('actor_id', true),
    actorName: text('actor_name'),
    details: { ...text('details'), transformer: jsonTransformer },
  },
});

/** Steps that nobody was told of yet, written with the step. */
export const untoldSteps = new EntitySchema<{ stepId: string }>({
  name: 'work_order_untold_steps',
  tableName: 'work_order_untold_steps',
  columns: { stepId: { ...id, name: 'step_id' } },
});
