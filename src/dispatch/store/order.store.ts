import { Inject, Injectable } from '@nestjs/common';
import { DataSource, type EntityManager, In, IsNull, Not } from 'typeorm';
import { brokenRule } from '../../platform/database/broken-rule.js';
import type { WorkOrder } from '../domain/order.js';
import type { OrderStep } from '../domain/step.js';
import { toCameraRows, toOrder, toOrderRow, toStep, toStepRow } from './order-mappers.js';
import { orderCameras, type OrderRow, orderSteps, untoldSteps, workOrders } from './order-rows.js';

/** An order after a step, and the step. */
export interface Change {
  readonly order: WorkOrder;
  readonly step: OrderStep;
}

/** Rows a statement, well below what both databases take as parameters. */
const CHUNK = 500;

/** Orders with every step of theirs. An order and its step are written together, or not at all. */
@Injectable()
export class OrderStore {
  constructor(@Inject(DataSource) private readonly source: DataSource) {}

  /** False where one of its cameras has an unfinished order already. */
  async insert({ order, step }: Change): Promise<boolean> {
    return this.unlessTaken(async (manager) => {
      await manager.getRepository(workOrders).insert(toOrderRow(order) as never);
      await manager.getRepository(orderCameras).insert(toCameraRows(order));
      await addStep(manager, step);
    });
  }

  /**
   * Changes an order as `decide` says, which sees it as it is while nobody else can change it; null changes nothing.
   * Answers with the order afterwards; `taken` where it would be a camera's second unfinished one, null where there is
   * no such order.
   */
  async change(id: string, decide: (order: WorkOrder) => Change | null): Promise<WorkOrder | 'taken' | null> {
    let found: WorkOrder | null = null;
    const isWritten = await this.unlessTaken(async (manager) => {
      // Takes the row's lock on both databases; PostgreSQL would let two read the same revision.
      await manager.query(`UPDATE work_orders SET revision = revision WHERE id = ${placeholder(manager)}`, [
        id,
      ]);
      found = await findWith(manager, id);
      const change = found === null ? null : decide(found);
      if (change === null) return;
      const { id: _id, ...columns } = toOrderRow(change.order);
      await manager.getRepository(workOrders).update({ id }, columns as never);
      await manager.getRepository(orderCameras).upsert(toCameraRows(change.order), ['orderId', 'cameraId']);
      await addStep(manager, change.step);
      found = change.order;
    });
    return isWritten ? found : 'taken';
  }

  find(id: string): Promise<WorkOrder | null> {
    return findWith(this.source.manager, id);
  }

  async unfinished(): Promise<readonly WorkOrder[]> {
    return this.withCameras(await this.source.getRepository(workOrders).findBy({ finishedAt: IsNull() }));
  }

  /** Of each camera, the order that was closed or cancelled last. */
  async lastFinished(cameraIds: readonly string[]): Promise<ReadonlyMap<string, WorkOrder>> {
    const last = new Map<string, WorkOrder>();
    for (const part of chunks(cameraIds)) {
      const asked = new Set(part);
      const links = await this.source.getRepository(orderCameras).findBy({ cameraId: In(part) });
      const ids = [...new Set(links.map(({ orderId }) => orderId))];
      for (const order of await this.finished(ids))
        for (const cameraId of order.cameraIds) if (asked.has(cameraId)) last.set(cameraId, order);
    }
    return last;
  }

  /** The unfinished order that a camera has; null for none. */
  async openOf(cameraId: string): Promise<WorkOrder | null> {
    const row = await this.source.getRepository(orderCameras).findOneBy({ openCameraId: cameraId });
    return row === null ? null : this.find(row.orderId);
  }

  /** Oldest first. */
  async steps(orderId: string): Promise<readonly OrderStep[]> {
    const rows = await this.source
      .getRepository(orderSteps)
      .find({ where: { orderId }, order: { at: 'ASC', id: 'ASC' } });
    return rows.map((row) => toStep(row));
  }

  /** Steps that nobody was told of yet, oldest first. */
  async untold(): Promise<readonly OrderStep[]> {
    const waiting = await this.source.getRepository(untoldSteps).find();
    const found: OrderStep[] = [];
    for (const part of chunks(waiting.map(({ stepId }) => stepId))) {
      const rows = await this.source.getRepository(orderSteps).findBy({ id: In(part) });
      found.push(...rows.map((row) => toStep(row)));
    }
    return found.toSorted((a, b) => a.at - b.at || (a.id < b.id ? -1 : 1));
  }

  async areTold(stepIds: readonly string[]): Promise<void> {
    await this.source.transaction(async (manager) => {
      for (const part of chunks(stepIds))
        await manager.getRepository(untoldSteps).delete({ stepId: In(part) });
    });
  }

  /** Rows with the cameras that they are for. */
  async withCameras(rows: readonly OrderRow[]): Promise<readonly WorkOrder[]> {
    const camerasOf = new Map<string, string[]>();
    for (const part of chunks(rows.map(({ id }) => id))) {
      const found = await this.source
        .getRepository(orderCameras)
        .find({ where: { orderId: In(part) }, order: { cameraId: 'ASC' } });
      for (const { orderId, cameraId } of found)
        camerasOf.set(orderId, [...(camerasOf.get(orderId) ?? []), cameraId]);
    }
    return rows.map((row) => toOrder(row, camerasOf.get(row.id) ?? []));
  }

  /** In the order of their ends. */
  private async finished(ids: readonly string[]): Promise<readonly WorkOrder[]> {
    const found: WorkOrder[] = [];
    for (const part of chunks(ids)) {
      const where = { id: In(part), finishedAt: Not(IsNull()) };
      found.push(...(await this.withCameras(await this.source.getRepository(workOrders).findBy(where))));
    }
    return found.toSorted((a, b) => (a.finishedAt ?? 0) - (b.finishedAt ?? 0));
  }

  private async unlessTaken(write: (manager: EntityManager) => Promise<void>): Promise<boolean> {
    try {
      await this.source.transaction(write);
      return true;
    } catch (cause) {
      if (brokenRule(cause) === 'duplicate') return false;
      throw cause;
    }
  }
}

async function findWith(manager: EntityManager, id: string): Promise<WorkOrder | null> {
  const row = await manager.getRepository(workOrders).findOneBy({ id });
  if (row === null) return null;
  const cameras = await manager
    .getRepository(orderCameras)
    .find({ where: { orderId: id }, order: { cameraId: 'ASC' } });
  return toOrder(
    row,
    cameras.map(({ cameraId }) => cameraId),
  );
}

async function addStep(manager: EntityManager, step: OrderStep): Promise<void> {
  await manager.getRepository(orderSteps).insert(toStepRow(step) as never);
  await manager.getRepository(untoldSteps).insert({ stepId: step.id });
}

function placeholder(manager: EntityManager): string {
  return manager.connection.options.type === 'postgres' ? '$1' : '?';
}

function chunks<T>(list: readonly T[]): T[][] {
  return Array.from({ length: Math.ceil(list.length / CHUNK) }, (_, index) =>
    list.slice(index * CHUNK, (index + 1) * CHUNK),
  );
}
