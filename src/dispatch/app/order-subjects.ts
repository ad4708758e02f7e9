import { Inject, Injectable } from '@nestjs/common';
import { VillageScope } from '../../access/index.js';
import { DomainError } from '../../kernel/domain-error.js';
import { type CameraSummary, Registry } from '../../registry/index.js';
import { Uptime } from '../../uptime/index.js';
import { incidentTitle } from '../domain/incident-words.js';

/** What an order is for, as whoever opens it may name it. */
export interface OrderSubject {
  readonly cameras: readonly CameraSummary[];
  readonly incidentId: string | null;
  readonly title: string;
}

/** Finds what an order is for, among what exists for whoever acts. */
@Injectable()
export class OrderSubjects {
  constructor(
    @Inject(Registry) private readonly registry: Registry,
    @Inject(Uptime) private readonly uptime: Uptime,
    @Inject(VillageScope) private readonly scope: VillageScope,
  ) {}

  /** Null where there is none. */
  async camera(id: string): Promise<CameraSummary | null> {
    const camera = await this.registry.camera(id);
    return camera === null || !this.scope.allows(camera.villageId) ? null : camera;
  }

  async ofCamera(id: string): Promise<OrderSubject> {
    const camera = await this.camera(id);
    if (camera === null) throw refusal('cameraId', 'unknown-camera', 'there is no camera with this id');
    return { cameras: [camera], incidentId: null, title: camera.name };
  }

  /** For its cameras that are not back yet, of the villages of whoever opens it. */
  async ofIncident(id: string): Promise<OrderSubject> {
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

function refusal(path: string, code: string, message: string): DomainError {
  return new DomainError('unprocessable', code, `${path}: ${message}`, [{ path, message }]);
}
