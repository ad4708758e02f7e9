import { Inject, Injectable } from '@nestjs/common';
import { VillageScope } from '../../access/index.js';
import { DomainError } from '../../kernel/domain-error.js';
import { Clock } from '../../platform/clock/clock.js';
import { Config } from '../../platform/config/config.js';
import { type CameraSummary, Registry } from '../../registry/index.js';
import { Uptime } from '../../uptime/index.js';
import { dueAt } from '../domain/due.js';
import { incidentTitle } from '../domain/incident-words.js';
import type { OrderOrigin, WorkOrder } from '../domain/order.js';
import { OrderStore } from '../store/order.store.js';
import { OrderDesk } from './order-desk.js';
import { OrderPen } from './order-pen.js';
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
    @Inject(Registry) private readonly registry: Registry,
    @Inject(Uptime) private readonly uptime: Uptime,
    @Inject(OrderStore) private readonly store: OrderStore,
    @Inject(OrderPen) private readonly pen: OrderPen,
    @Inject(OrderDesk) private readonly desk: OrderDesk,
    @Inject(VillageScope) private readonly scope: VillageScope,
    @Inject(Clock) private readonly clock: Clock,
    @Inject(Config) private readonly config: Pick<Config, 'dispatch'>,
  ) {}

  async open({ cameraId, incidentId, title, contractor, words }: OrderEntry): Promise<SeenOrder> {
    const subject = cameraId === null ? await this.ofIncident(incidentId!) : await this.ofCamera(cameraId);
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
    const camera = await this.registry.camera(cameraId);
    if (camera === null || !this.scope.allows(camera.villageId))
      throw new DomainError('not-found', 'no-such-camera', `There is no camera with the id ${cameraId}.`);
    const title = `${camera.name} 报修：${words}`.slice(0, 200);
    const subject = { cameras: [camera], incidentId: null, title };
    const order = await this.write('report', { ...subject, contractor: null, words });
    if (order !== null) return this.desk.one(order.id);
    const standing = await this.store.openOf(cameraId);
    if (standing === null) return this.report(cameraId, words);
    return this.desk.do(standing.id, { action: 'comment', words }, null);
  }

  private async write(
    origin: OrderOrigin,
    { cameras, incidentId, title, contractor, words }: Subject & Pick<OrderEntry, 'contractor' | 'words'>,
  ): Promise<WorkOrder | null> {
    const siteKinds = cameras.map(({ siteKind }) => siteKind);
    const openedAt = this.clock.now();
    const times = { openedAt, dueAt: dueAt(openedAt, siteKinds, duePolicyOf(this.config)) };
    const cameraIds = cameras.map(({ id }) => id);
    return this.pen.open({ origin, incidentId, cameraIds, title, contractor, ...times }, { words });
  }

  private async ofCamera(id: string): Promise<Subject> {
    const camera = await this.registry.camera(id);
    if (camera === null || !this.scope.allows(camera.villageId))
      throw refusal('cameraId', 'unknown-camera', 'there is no camera with this id');
    return { cameras: [camera], incidentId: null, title: camera.name };
  }

  /** For its cameras that are not back yet, of the villages of whoever opens it. */
  private async ofIncident(id: string): Promise<Subject> {
    const incident = await this.uptime.incident(id);
    const outages = incident === null ? [] : await this.uptime.outagesOf(id);
    const open = outages.filter(
      ({ closedAt, villageId }) => closedAt === null && this.scope.allows(villageId),
    );
    const found = await Promise.all(open.map(({ cameraId }) => this.registry.camera(cameraId)));
    const cameras = found.flatMap((camera) => camera ?? []);
    if (incident === null || cameras.length === 0)
      throw refusal(
        'incidentId',
        'unknown-incident',
        'there is no incident with this id that has cameras down',
      );
    return { cameras, incidentId: id, title: incidentTitle(incident, cameras.length).zh };
  }
}

interface Subject {
  readonly cameras: readonly CameraSummary[];
  readonly incidentId: string | null;
  readonly title: string;
}

function refusal(path: string, code: string, message: string): DomainError {
  return new DomainError('unprocessable', code, `${path}: ${message}`, [{ path, message }]);
}
