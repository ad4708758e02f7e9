import { Inject, Injectable } from '@nestjs/common';
import { SECOND_MS } from '../../kernel/instant.js';
import { Clock } from '../../platform/clock/clock.js';
import { Config } from '../../platform/config/config.js';
import type { JudgedAs } from '../domain/advance.js';
import {
  type Heard,
  HeardBook,
  isSeenAgain,
  type Sight,
  sightOf,
  type SightPolicy,
} from '../domain/zone-sight.js';
import type { CameraStanding } from '../uptime.facade.js';
import { OutageBook } from './outage-book.js';
import { UptimeBook } from './uptime-book.js';

/**
 * Knows of each zone whether we see it. In memory: after a restart nobody has been heard yet. By a clock that never
 * jumps: a machine whose clock is set back would wait for as long before it believed anything again.
 */
@Injectable()
export class ZoneWatch {
  private readonly heard = new Map<string, HeardBook>();
  private readonly blindSinceMs = new Map<string, number>();

  constructor(
    @Inject(UptimeBook) private readonly cameras: UptimeBook,
    @Inject(OutageBook) private readonly outages: OutageBook,
    @Inject(Clock) private readonly clock: Clock,
    @Inject(Config) private readonly config: Pick<Config, 'uptime' | 'probing'>,
  ) {}

  /** Takes in what a verdict says of the network at the time when the look began. */
  hear({ cameraId, ties: { zoneId } }: CameraStanding, verdict: JudgedAs, begunMs: number): void {
    const hasAnswered = this.heardIn(zoneId).hear(cameraId, verdict, begunMs);
    if (hasAnswered) this.lookAgain(zoneId);
  }

  /** Null while the zone is seen. */
  blindSince(zoneId: string): number | null {
    return this.blindSinceMs.get(zoneId) ?? null;
  }

  isSilent({ cameraId, ties }: CameraStanding): boolean {
    return this.heardIn(ties.zoneId).silentSince(cameraId) !== null;
  }

  /** Asked before a camera is called offline: is it the camera, or is it us? */
  sightOf(camera: CameraStanding): Sight {
    return this.sightBy(camera, this.heardIn(camera.ties.zoneId), this.clock.monotonicMs());
  }

  /** The same by what somebody else heard: `nowMs` is when they looked, on the clock of what they heard. */
  sightBy(camera: CameraStanding, heard: HeardBook, nowMs: number): Sight {
    const { cameraId, ties } = camera;
    const sinceMs = heard.silentSince(cameraId);
    if (sinceMs === null) return 'clear';
    const all = this.countMembers(ties.zoneId) - (this.isMember(camera) ? 1 : 0);
    const others = this.heardOf(ties.zoneId, heard, cameraId);
    return sightOf(all, others, { sinceMs, nowMs }, this.policy());
  }

  /** Answers the cameras that nobody can look at from now on, those that are down among them. */
  goBlind(zoneId: string): readonly string[] {
    this.blindSinceMs.set(zoneId, this.clock.monotonicMs());
    const cameraIds = this.cameras
      .standings()
      .filter(({ isInService, ties }) => isInService && ties.zoneId === zoneId)
      .map(({ cameraId }) => cameraId);
    for (const id of cameraIds) this.heardIn(zoneId).forgetSilence(id);
    return cameraIds;
  }

  /** Null where every zone that is large enough to tell is blind: then it is the prober itself. */
  blindZones(): readonly string[] | null {
    const sizes = new Map<string, number>();
    for (const { isInService, ties } of this.cameras.standings())
      if (isInService) sizes.set(ties.zoneId, (sizes.get(ties.zoneId) ?? 0) + 1);
    const telling = [...sizes].filter(([, size]) => size >= this.config.uptime.blindZoneMinCameras);
    return telling.every(([zoneId]) => this.blindSinceMs.has(zoneId))
      ? null
      : [...this.blindSinceMs.keys()].toSorted();
  }

  private heardIn(zoneId: string): HeardBook {
    const heard = this.heard.get(zoneId) ?? new HeardBook();
    this.heard.set(zoneId, heard);
    return heard;
  }

  private lookAgain(zoneId: string): void {
    const sinceMs = this.blindSinceMs.get(zoneId);
    if (sinceMs === undefined) return;
    const members = this.heardOf(zoneId, this.heardIn(zoneId), null);
    if (isSeenAgain(this.countMembers(zoneId), members, sinceMs, this.policy()))
      this.blindSinceMs.delete(zoneId);
  }

  /** In service and not down before: the others say nothing of the network. Who was down is unknown while we are blind. */
  private isMember({ cameraId, isInService, standing }: CameraStanding): boolean {
    return isInService && standing.state !== 'offline' && !this.outages.isDown(cameraId);
  }

  private countMembers(zoneId: string): number {
    const { inService, offline, unknown } = this.cameras.sizeOf(zoneId);
    return inService - offline - (unknown === 0 ? 0 : this.countHidden(zoneId));
  }

  /** Those that were down when we lost sight of them. */
  private countHidden(zoneId: string): number {
    const hidden = this.outages.openOutages().filter(({ cameraId, recoveredAt }) => {
      const camera = recoveredAt === null ? this.cameras.standingOf(cameraId) : null;
      return camera?.ties.zoneId === zoneId && camera.isInService && camera.standing.state === 'unknown';
    });
    return hidden.length;
  }

  /** Of its members, without the one that is named, the newest first. */
  private *heardOf(zoneId: string, heard: HeardBook, butId: string | null): Iterable<Heard> {
    for (const one of heard.newestFirst()) {
      const camera = one.cameraId === butId ? null : this.cameras.standingOf(one.cameraId);
      if (camera?.ties.zoneId === zoneId && this.isMember(camera)) yield one;
    }
  }

  /** Patience is for two heartbeats of which nothing came back. */
  private policy(): SightPolicy {
    const { blindZoneMinCameras, blindZoneShare } = this.config.uptime;
    const { heartbeatIntervalS, connectTimeoutMs } = this.config.probing;
    const patienceMs = 2 * (heartbeatIntervalS * SECOND_MS + connectTimeoutMs);
    return { minCameras: blindZoneMinCameras, share: blindZoneShare, patienceMs };
  }
}
