import { Inject, Injectable } from '@nestjs/common';
import type { Instant } from '../../kernel/instant.js';
import { Log } from '../../platform/logging/log.js';
import type { JudgedAs } from '../domain/advance.js';
import type { Cause } from '../domain/incident.js';
import { ZONE_BLIND } from '../domain/standing.js';
import type { Sight } from '../domain/zone-sight.js';
import type { CameraStanding } from '../uptime.facade.js';
import { CauseNames } from './cause-names.js';
import { StandingChanges } from './standing-changes.js';
import { ZoneWatch } from './zone-watch.js';

/** What becomes of cameras whose zone is out of our sight: unknown, and one incident about us. */
@Injectable()
export class BlindZones {
  constructor(
    @Inject(ZoneWatch) private readonly watch: ZoneWatch,
    @Inject(StandingChanges) private readonly changes: StandingChanges,
    @Inject(CauseNames) private readonly names: CauseNames,
    @Inject(Log) private readonly log: Log,
  ) {}

  /** False where the verdict says nothing of the camera, because its zone is blind or was not yet when the look began. */
  hear(camera: CameraStanding, verdict: JudgedAs, begunMs: number): boolean {
    this.watch.hear(camera, verdict, begunMs);
    const blindSinceMs = this.watch.blindSince(camera.ties.zoneId);
    return blindSinceMs === null || (begunMs > blindSinceMs && !this.watch.isSilent(camera));
  }

  sightOf(camera: CameraStanding): Sight {
    return this.watch.sightOf(camera);
  }

  /** Nobody looks after it at all. */
  leaveAlone(zoneId: string, now: Instant): void {
    if (this.watch.blindSince(zoneId) === null) this.goBlind(zoneId, now);
  }

  goBlind(zoneId: string, now: Instant): void {
    const cameraIds = this.watch.goBlind(zoneId);
    const zones = this.watch.blindZones();
    const cause: Cause =
      zones === null
        ? { kind: 'prober', key: 'all', name: '探测端' }
        : { kind: 'prober', key: zones.join(' '), name: zones.map((id) => this.names.ofZone(id)).join('、') };
    this.log.warn({ zone: zoneId, cameras: cameraIds.length }, 'a zone is out of sight');
    this.changes.goUnseen(cameraIds, ZONE_BLIND, { cause, at: now });
  }
}
