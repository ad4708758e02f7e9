import { Inject, Injectable } from '@nestjs/common';
import { DomainError } from '../../kernel/domain-error.js';
import { Clock } from '../../platform/clock/clock.js';
import { Registry } from '../../registry/index.js';
import { newStanding } from '../domain/standing.js';
import { type CameraStanding, Uptime } from '../uptime.facade.js';

@Injectable()
export class FindCamera {
  constructor(
    @Inject(Uptime) private readonly uptime: Uptime,
    @Inject(Registry) private readonly registry: Registry,
    @Inject(Clock) private readonly clock: Clock,
  ) {}

  /** A camera that was registered a moment ago, and is not in the book yet, is there, too. */
  async byId(id: string): Promise<CameraStanding> {
    const known = this.uptime.standingOf(id);
    if (known !== null) return known;
    const summary = await this.registry.camera(id);
    if (summary === null)
      throw new DomainError('not-found', 'no-such-camera', `There is no camera with the id ${id}.`);
    const { id: cameraId, ...camera } = summary;
    return { cameraId, ...camera, standing: newStanding(this.clock.now()) };
  }
}
