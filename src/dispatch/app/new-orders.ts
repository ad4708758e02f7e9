import { Inject, Injectable } from '@nestjs/common';
import { DomainError } from '../../kernel/domain-error.js';
import { Clock } from '../../platform/clock/clock.js';
import { Config } from '../../platform/config/config.js';
import { dueAt } from '../domain/due.js';
import type { OrderOrigin, WorkOrder } from '../domain/order.js';
import { OrderDesk } from './order-desk.js';
import { OrderPen } from './order-pen.js';
import { type OrderSubject, OrderSubjects } from './order-subjects.js';
import type { SeenOrder } from './order-views.js';
import { duePolicyOf } from './policies.js';

export interface OrderEntry {
  readonly cameraId: string | null;
  readonly incidentId: string | null;
  readonly title: string | null;
  readonly contractor: string | null;
  readonly words: string | null;
}

/** Orders that people open, and faults that they report. */
@Injectable()
export class NewOrders {
  constructor(
    @Inject(OrderSubjects) private readonly subjects: OrderSubjects,
    @Inject(OrderPen) private readonly pen: OrderPen,
    @Inject(OrderDesk) private readonly desk: OrderDesk,
    @Inject(Clock) private readonly clock: Clock,
    @Inject(Config) private readonly config: Pick<Config, 'dispatch'>,
  ) {}

  async open({ cameraId, incidentId, title, contractor, words }: OrderEntry): Promise<SeenOrder> {
    const subject =
      cameraId === null
        ? await this.subjects.ofIncident(incidentId!)
        : await this.subjects.ofCamera(cameraId);
    const order = await this.write('hand', { ...subject, title: title ?? subject.title, contractor, words });
    if (order !== null) return this.desk.one(order.id);
    throw new DomainError(
      'conflict',
      'has-a-work-order',
      'One of the cameras has an unfinished work order already; GET /work-orders?cameraId=… finds it.',
    );
  }

  /** A report of a camera that has an order already is said to that order. */
  async report(cameraId: string, words: string): Promise<SeenOrder> {
    const camera = await this.subjects.camera(cameraId);
    if (camera === null)
      throw new DomainError('not-found', 'no-such-camera', `There is no camera with the id ${cameraId}.`);
    const title = `${camera.name} 报修：${words}`.slice(0, 200);
    const subject = { cameras: [camera], incidentId: null, title };
    const order = await this.write('report', { ...subject, contractor: null, words });
    if (order !== null) return this.desk.one(order.id);
    const standing = await this.desk.unfinishedOf(cameraId);
    if (standing === null) return this.report(cameraId, words);
    return this.desk.do(standing.id, { action: 'comment', words }, null);
  }

  private async write(
    origin: OrderOrigin,
    {
      cameras,
      incidentId,
      title,
      contractor,
      words,
    }: OrderSubject & Pick<OrderEntry, 'contractor' | 'words'>,
  ): Promise<WorkOrder | null> {
    const siteKinds = cameras.map(({ siteKind }) => siteKind);
    const openedAt = this.clock.now();
    const times = { openedAt, dueAt: dueAt(openedAt, siteKinds, duePolicyOf(this.config)) };
    const cameraIds = cameras.map(({ id }) => id);
    return this.pen.open({ origin, incidentId, cameraIds, title, contractor, ...times }, { words });
  }
}
