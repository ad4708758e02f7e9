import { Inject, Injectable } from '@nestjs/common';
import { type Instant, SECOND_MS } from '../../kernel/instant.js';
import { Clock } from '../../platform/clock/clock.js';
import { Config } from '../../platform/config/config.js';
import type { JudgedAs } from '../domain/advance.js';
import { HeardBook, isSeenAgain, type Sight, type SightPolicy } from '../domain/zone-sight.js';
import type { CameraStanding } from '../uptime.facade.js';
import { OutageBook } from './outage-book.js';
import { UptimeBook } from './uptime-book.js';

/**
 * Knows of each zone whether we see it. In memory: after a restart nobody has been heard yet. By a clock that never
 * jumps: a machine whose clock is set back would wait for as long before it believed anything again.
 */
@Injectable()
export class ZoneWatch {
  private readonly heard = new HeardBook();
  private readonly blindSinceMs = new Map<string, number>();

  constructor(
    @Inject(UptimeBook) private readonly cameras: UptimeBook,
    @Inject(OutageBook) private readonly outages: OutageBook,
    @Inject(Clock) private readonly clock: Clock,
    @Inject(Config) private readonly config: Pick<Config, 'uptime' | 'probing'>,
  ) {}

  /** Takes in what a verdict says of the network. */
  hear({ cameraId, ties }: CameraStanding, verdict: JudgedAs): void {
    const hasAnswered = this.heard.hear(cameraId, verdict, this.clock.monotonicMs());
    if (hasAnswered) this.lookAgain(ties.zoneId);
  }

  isBlind(zoneId: string): boolean {
    return this.blindSinceMs.has(zoneId);
  }

  isSilent(cameraId: string): boolean {
    return this.heard.silentSince(cameraId) !== null;
  }

  /** Asked before a camera is called offline: is it the camera, or is it us? */
  sightOf({ cameraId, ties }: CameraStanding): Sight {
    if (!this.isSilent(cameraId)) return 'clear';
    return this.heard.sightOf(cameraId, this.members(ties.zoneId), this.clock.monotonicMs(), this.policy());
  }

  /** The same of a look that somebody else made at `at`, by what they heard. */
  lateSightOf({ cameraId, ties }: CameraStanding, heard: HeardBook, at: Instant): Sight {
    return heard.sightOf(cameraId, this.members(ties.zoneId), at, this.policy());
  }

  /** Answers the cameras that nobody can look at from now on, those that are down among them. */
  goBlind(zoneId: string): readonly string[] {
    this.blindSinceMs.set(zoneId, this.clock.monotonicMs());
    const cameraIds = this.inServiceOf(zoneId).map(({ cameraId }) => cameraId);
    for (const id of cameraIds) this.heard.forgetSilence(id);
    return cameraIds;
  }

  /** Null where every zone that is large enough to tell is blind: then it is the prober itself. */
  blindZones(): readonly string[] | null {
    const sizes = new Map<string, number>();
    for (const { isInService, ties } of this.cameras.standings())
      if (isInService) sizes.set(ties.zoneId, (sizes.get(ties.zoneId) ?? 0) + 1);
    const telling = [...sizes].filter(([, size]) => size >= this.config.uptime.blindZoneMinCameras);
    return telling.every(([zoneId]) => this.isBlind(zoneId))
      ? null
      : [...this.blindSinceMs.keys()].toSorted();
  }

  private lookAgain(zoneId: string): void {
    const sinceMs = this.blindSinceMs.get(zoneId);
    if (sinceMs === undefined) return;
    const members = this.members(zoneId).map((id) => this.heard.of(id));
    if (isSeenAgain(members, sinceMs, this.policy())) this.blindSinceMs.delete(zoneId);
  }

  /** In service and not down before: the others say nothing of the network. Who was down is unknown while we are blind. */
  private members(zoneId: string): readonly string[] {
    return this.inServiceOf(zoneId)
      .filter(({ cameraId, standing }) => standing.state !== 'offline' && !this.outages.isDown(cameraId))
      .map(({ cameraId }) => cameraId);
  }

  private inServiceOf(zoneId: string): readonly CameraStanding[] {
    return this.cameras.standings().filter(({ isInService, ties }) => isInService && ties.zoneId === zoneId);
  }

  /** Patience is for two heartbeats of which nothing came back. */
  private policy(): SightPolicy {
    const { blindZoneMinCameras, blindZoneShare } = this.config.uptime;
    const { heartbeatIntervalS, connectTimeoutMs } = this.config.probing;
    const patienceMs = 2 * (heartbeatIntervalS * SECOND_MS + connectTimeoutMs);
    return { minCameras: blindZoneMinCameras, share: blindZoneShare, patienceMs };
  }
}
