import { Inject, Injectable } from '@nestjs/common';
import { VillageScope } from '../../access/index.js';
import { DomainError } from '../../kernel/domain-error.js';
import { Clock } from '../../platform/clock/clock.js';
import { Registry } from '../../registry/index.js';
import { newStanding } from '../domain/standing.js';
import { type CameraStanding, type Standings, Uptime } from '../uptime.facade.js';

@Injectable()
export class FindCamera {
  constructor(
    @Inject(Uptime) private readonly uptime: Standings,
    @Inject(Registry) private readonly registry: Registry,
    @Inject(Clock) private readonly clock: Clock,
    @Inject(VillageScope) private readonly scope: VillageScope,
  ) {}

  /** A camera that was registered a moment ago, and is not in the book yet, is there, too. */
  async byId(id: string): Promise<CameraStanding> {
    const camera = await this.anywhere(id);
    if (camera !== null && this.scope.allows(camera.villageId)) return camera;
    throw new DomainError('not-found', 'no-such-camera', `There is no camera with the id ${id}.`);
  }

  private async anywhere(id: string): Promise<CameraStanding | null> {
    const known = this.uptime.standingOf(id);
    if (known !== null) return known;
    const summary = await this.registry.camera(id);
    if (summary === null) return null;
    const { id: cameraId, ...camera } = summary;
    return { cameraId, ...camera, standing: newStanding(this.clock.now()) };
  }
}
