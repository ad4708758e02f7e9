import { Inject, Injectable } from '@nestjs/common';
import type { CameraState } from '../../kernel/camera-state.js';
import type { Instant } from '../../kernel/instant.js';
import { addTime, CameraDays, NO_TIME, Uptime, uptimeRatio } from '../../uptime/index.js';
import type { BoughtCamera } from '../domain/bought-camera.js';
import type { Day } from '../domain/day.js';
import { Villages } from './villages.js';

/** How cameras do, as probing sees them. */
@Injectable()
export class Sightings {
  constructor(
    @Inject(Uptime) private readonly uptime: Pick<Uptime, 'standingOf' | 'timesOver'>,
    @Inject(CameraDays) private readonly days: CameraDays,
    @Inject(Villages) private readonly villages: Villages,
  ) {}

  /** The name is null where the camera went to a village of others; one that nobody knows yet is unknown. */
  now(cameraId: string): { readonly name: string | null; readonly state: CameraState } {
    const camera = this.uptime.standingOf(cameraId);
    if (camera === null) return { name: null, state: 'unknown' };
    const name = this.villages.allows(camera.villageId) ? camera.name : null;
    return { name, state: camera.standing.state };
  }

  isOffline(cameraId: string): boolean {
    return this.uptime.standingOf(cameraId)?.standing.state === 'offline';
  }

  /**
   * Milliseconds offline between two instants, of many cameras over one window; maintenance and what nobody looked at aside.
   * No further back than 31 days.
   */
  offlineOver(from: Instant, to: Instant): (cameraId: string) => number {
    const timeOf = this.uptime.timesOver(from, to);
    return (cameraId) => timeOf(cameraId).offline;
  }

  /** Null for none, and for a camera that nobody knows yet. */
  programmeOf(cameraId: string): string | null {
    return this.uptime.standingOf(cameraId)?.programmeId ?? null;
  }

  /** 在线率 of all of them together, 0…1, from the beginning of a day; null where nothing was looked at. */
  async ratioSince(day: Day, cameras: readonly BoughtCamera[]): Promise<number | null> {
    const times = await this.days.timesSince(
      cameras.map(({ cameraId }) => cameraId),
      day,
    );
    return uptimeRatio([...times.values()].reduce(addTime, NO_TIME));
  }
}
