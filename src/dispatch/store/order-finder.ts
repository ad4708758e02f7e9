import { Inject, Injectable } from '@nestjs/common';
import { DataSource, type SelectQueryBuilder } from 'typeorm';
import type { Instant } from '../../kernel/instant.js';
import type { OrderState, WorkOrder } from '../domain/order.js';
import type { OrderStep } from '../domain/step.js';
import { toStep } from './order-mappers.js';
import { type OrderRow, orderSteps, workOrders } from './order-rows.js';
import { OrderStore } from './order.store.js';

export interface OrderQuestion {
  /** Null for all; of the villages that the cameras belong to now. */
  readonly villageIds: readonly string[] | null;
  readonly states: readonly OrderState[] | null;
  readonly cameraId: string | null;
  readonly incidentId: string | null;
  readonly contractor: string | null;
  readonly assignee: string | null;
  /** As {@link isOverdue} has it; null for any. */
  readonly overdue: { readonly now: Instant; readonly graceMs: number } | null;
  /** Only those that are mended, and have one of these; null for any. */
  readonly downCameraIds: readonly string[] | null;
}

export interface PageBounds {
  readonly limit: number;
  /** The id of the last entry of the page before; null for the first page. */
  readonly cursor: string | null;
}

export interface Page<T> {
  readonly items: readonly T[];
  readonly nextCursor: string | null;
}

const UNFINISHED = "o.state NOT IN ('closed', 'cancelled')";

/** Looks for orders. */
@Injectable()
export class OrderFinder {
  constructor(
    @Inject(DataSource) private readonly source: DataSource,
    @Inject(OrderStore) private readonly store: OrderStore,
  ) {}

  /** Newest first. */
  async page(question: OrderQuestion, { limit, cursor }: PageBounds): Promise<Page<WorkOrder>> {
    const query = this.source.getRepository(workOrders).createQueryBuilder('o').where('1 = 1');
    narrow(query, question);
    if (cursor !== null) query.andWhere('o.id < :cursor', { cursor });
    const rows = await query
      .orderBy('o.id', 'DESC')
      .limit(limit + 1)
      .getMany();
    const items = await this.store.withCameras(rows.slice(0, limit));
    return { items, nextCursor: rows.length > limit ? items.at(-1)!.id : null };
  }

  /** At or after `from` and before `to`, oldest first. */
  async openedBetween(
    villageIds: readonly string[] | null,
    [from, to]: readonly [from: Instant, to: Instant],
  ): Promise<readonly WorkOrder[]> {
    const query = this.source.getRepository(workOrders).createQueryBuilder('o');
    query.where('o.openedAt >= :from AND o.openedAt < :to', { from, to }).orderBy('o.id', 'ASC');
    if (villageIds !== null) withCamera(query, { column: 'c.village_id', name: 'villages' }, villageIds);
    return this.store.withCameras(await query.getMany());
  }

  /** Every step of the orders of a camera, at or after `from` and up to `to`, oldest first. */
  async stepsOf(
    cameraId: string,
    { from, to, limit }: { readonly from: Instant; readonly to: Instant; readonly limit: number },
  ): Promise<readonly OrderStep[]> {
    const rows = await this.source
      .getRepository(orderSteps)
      .createQueryBuilder('s')
      .innerJoin('work_order_cameras', 'w', 'w.order_id = s.order_id AND w.camera_id = :cameraId', {
        cameraId,
      })
      .where('s.at >= :from AND s.at <= :to', { from, to })
      .orderBy('s.at', 'ASC')
      .addOrderBy('s.id', 'ASC')
      .limit(limit)
      .getMany();
    return rows.map((row) => toStep(row));
  }
}

function narrow(query: SelectQueryBuilder<OrderRow>, question: OrderQuestion): void {
  const { villageIds, states, cameraId, incidentId, contractor, assignee, overdue, downCameraIds } = question;
  if (villageIds !== null) withCamera(query, { column: 'c.village_id', name: 'villages' }, villageIds);
  if (downCameraIds !== null)
    withCamera(query.andWhere("o.state = 'mended'"), { column: 'c.id', name: 'down' }, downCameraIds);
  if (cameraId !== null) withCamera(query, { column: 'c.id', name: 'camera' }, [cameraId]);
  if (states !== null) query.andWhere('o.state IN (:...states)', { states });
  if (incidentId !== null) query.andWhere('o.incidentId = :incidentId', { incidentId });
  if (contractor !== null) query.andWhere('o.contractor = :contractor', { contractor });
  if (assignee !== null) query.andWhere('o.assignee = :assignee', { assignee });
  if (overdue !== null)
    query.andWhere(
      `${UNFINISHED} AND o.dueAt < :now AND NOT (o.state = 'mended' AND o.mendedAt <= o.dueAt AND o.mendedAt > :awaited)`,
      { now: overdue.now, awaited: overdue.now - overdue.graceMs },
    );
}

/** With at least one camera that is in the register, and whose column is one of these. */
function withCamera(
  query: SelectQueryBuilder<OrderRow>,
  { column, name }: { column: 'c.id' | 'c.village_id'; name: string },
  values: readonly string[],
): void {
  if (values.length === 0) query.andWhere('1 = 0');
  else
    query.andWhere(
      `EXISTS (SELECT 1 FROM work_order_cameras w JOIN cameras c ON c.id = w.camera_id WHERE w.order_id = o.id AND ${column} IN (:...${name}))`,
      { [name]: values },
    );
}
