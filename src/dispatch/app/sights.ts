import { Inject, Injectable } from '@nestjs/common';
import type { Instant } from '../../kernel/instant.js';
import { SECOND_MS } from '../../kernel/instant.js';
import { Config } from '../../platform/config/config.js';
import { type OutageOfCamera, Uptime } from '../../uptime/index.js';
import type { Sight } from '../domain/confirm.js';

/** What probing knows of the cameras of orders, from memory. */
@Injectable()
export class Sights {
  constructor(
    @Inject(Uptime) private readonly uptime: Uptime,
    @Inject(Config) private readonly config: Pick<Config, 'dispatch'>,
  ) {}

  /** Looks once at all that is down, so that many orders can be weighed. */
  at(now: Instant): (cameraIds: readonly string[]) => readonly Sight[] {
    const outages = new Map(this.uptime.openOutages().map((outage) => [outage.cameraId, outage]));
    return (cameraIds) => cameraIds.flatMap((id) => this.sightOf(id, outages.get(id), now) ?? []);
  }

  /** Null for a camera that is not in service, or not in the register any more. */
  private sightOf(cameraId: string, outage: OutageOfCamera | undefined, now: Instant): Sight | null {
    const camera = this.uptime.standingOf(cameraId);
    if (camera === null || !camera.isInService) return null;
    const from = now - this.config.dispatch.confirmLiveS * SECOND_MS;
    const { online, impaired } = this.uptime.timeOf(cameraId, from, now);
    const isDown = outage !== undefined && outage.recoveredAt === null;
    return { cameraId, isDown, hasOutage: outage !== undefined, liveMs: online + impaired };
  }
}
