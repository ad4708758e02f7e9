import { Inject, Injectable } from '@nestjs/common';
import type { FaultCode } from '../../kernel/fault.js';
import { SECOND_MS } from '../../kernel/instant.js';
import { Clock } from '../../platform/clock/clock.js';
import { Config } from '../../platform/config/config.js';
import type { JudgedAs } from '../domain/advance.js';
import { type Heard, isSeenAgain, type Sight, type SightPolicy, sightOf } from '../domain/zone-sight.js';
import type { CameraStanding } from '../uptime.facade.js';
import { OutageBook } from './outage-book.js';
import { UptimeBook } from './uptime-book.js';

/** Nothing came back at all. A refused connection is an answer: the network is there. */
const SILENT: ReadonlySet<FaultCode> = new Set<FaultCode>([
  'host-unreachable',
  'connect-timeout',
  'address-unresolved',
]);

/**
 * Knows of each zone whether we see it. In memory: after a restart nobody has been heard yet. By a clock that never
 * jumps: a machine whose clock is set back would wait for as long before it believed anything again.
 */
@Injectable()
export class ZoneWatch {
  private readonly heard = new Map<string, Heard>();
  private readonly silentSinceMs = new Map<string, number>();
  private readonly blindSinceMs = new Map<string, number>();

  constructor(
    @Inject(UptimeBook) private readonly cameras: UptimeBook,
    @Inject(OutageBook) private readonly outages: OutageBook,
    @Inject(Clock) private readonly clock: Clock,
    @Inject(Config) private readonly config: Pick<Config, 'uptime' | 'probing'>,
  ) {}

  /** Takes in what a verdict says of the network. What says nothing of the camera says nothing of its zone either. */
  hear({ cameraId, ties }: CameraStanding, verdict: JudgedAs): void {
    if (verdict.outcome === 'inconclusive') return;
    const isSilent = 'fault' in verdict && SILENT.has(verdict.fault.code);
    const atMs = this.clock.monotonicMs();
    this.heard.set(cameraId, { atMs, isSilent });
    if (!isSilent) this.silentSinceMs.delete(cameraId);
    else if (!this.silentSinceMs.has(cameraId)) this.silentSinceMs.set(cameraId, atMs);
    if (!isSilent) this.lookAgain(ties.zoneId);
  }

  isBlind(zoneId: string): boolean {
    return this.blindSinceMs.has(zoneId);
  }

  isSilent(cameraId: string): boolean {
    return this.silentSinceMs.has(cameraId);
  }

  /** Asked before a camera is called offline: is it the camera, or is it us? */
  sightOf({ cameraId, ties }: CameraStanding): Sight {
    const sinceMs = this.silentSinceMs.get(cameraId);
    if (sinceMs === undefined) return 'clear';
    const others = this.members(ties.zoneId).filter((id) => id !== cameraId);
    return sightOf(
      others.map((id) => this.heard.get(id) ?? null),
      { sinceMs, nowMs: this.clock.monotonicMs() },
      this.policy(),
    );
  }

  /** Answers the cameras that nobody can look at from now on, those that are down among them. */
  goBlind(zoneId: string): readonly string[] {
    this.blindSinceMs.set(zoneId, this.clock.monotonicMs());
    const cameraIds = this.inServiceOf(zoneId).map(({ cameraId }) => cameraId);
    for (const id of cameraIds) this.silentSinceMs.delete(id);
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
    const members = this.members(zoneId).map((id) => this.heard.get(id) ?? null);
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

  private policy(): SightPolicy {
    const { blindZoneMinCameras, blindZoneShare } = this.config.uptime;
    const patienceMs = 2 * this.config.probing.heartbeatIntervalS * SECOND_MS;
    return { minCameras: blindZoneMinCameras, share: blindZoneShare, patienceMs };
  }
}
