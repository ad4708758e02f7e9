import { Inject, Injectable } from '@nestjs/common';
import type { FaultCode } from '../../kernel/fault.js';
import type { Instant } from '../../kernel/instant.js';
import { SECOND_MS } from '../../kernel/instant.js';
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

/** Knows of each zone whether we see it. In memory: after a restart nobody has been heard yet. */
@Injectable()
export class ZoneWatch {
  private readonly heard = new Map<string, Heard>();
  private readonly silentSince = new Map<string, Instant>();
  private readonly blindSince = new Map<string, Instant>();

  constructor(
    @Inject(UptimeBook) private readonly cameras: UptimeBook,
    @Inject(OutageBook) private readonly outages: OutageBook,
    @Inject(Config) private readonly config: Pick<Config, 'uptime' | 'probing'>,
  ) {}

  /** Takes in what a verdict says of the network. What says nothing of the camera says nothing of its zone either. */
  hear({ cameraId, ties }: CameraStanding, verdict: JudgedAs, now: Instant): void {
    if (verdict.outcome === 'inconclusive') return;
    const isSilent = 'fault' in verdict && SILENT.has(verdict.fault.code);
    this.heard.set(cameraId, { at: now, isSilent });
    if (!isSilent) this.silentSince.delete(cameraId);
    else if (!this.silentSince.has(cameraId)) this.silentSince.set(cameraId, now);
    if (!isSilent) this.lookAgain(ties.zoneId);
  }

  isBlind(zoneId: string): boolean {
    return this.blindSince.has(zoneId);
  }

  isSilent(cameraId: string): boolean {
    return this.silentSince.has(cameraId);
  }

  /** Asked before a camera is called offline: is it the camera, or is it us? */
  sightOf({ cameraId, ties }: CameraStanding, now: Instant): Sight {
    const since = this.silentSince.get(cameraId);
    if (since === undefined) return 'clear';
    const others = this.members(ties.zoneId).filter((id) => id !== cameraId);
    return sightOf(
      others.map((id) => this.heard.get(id) ?? null),
      { since, now },
      this.policy(),
    );
  }

  /** Answers the cameras that nobody can look at from now on, those that are down among them. */
  goBlind(zoneId: string, now: Instant): readonly string[] {
    this.blindSince.set(zoneId, now);
    const cameraIds = this.inServiceOf(zoneId).map(({ cameraId }) => cameraId);
    for (const id of cameraIds) this.silentSince.delete(id);
    return cameraIds;
  }

  /** Null where every zone that is large enough to tell is blind: then it is the prober itself. */
  blindZones(): readonly string[] | null {
    const sizes = new Map<string, number>();
    for (const { isInService, ties } of this.cameras.standings())
      if (isInService) sizes.set(ties.zoneId, (sizes.get(ties.zoneId) ?? 0) + 1);
    const telling = [...sizes].filter(([, size]) => size >= this.config.uptime.blindZoneMinCameras);
    return telling.every(([zoneId]) => this.isBlind(zoneId)) ? null : [...this.blindSince.keys()].toSorted();
  }

  private lookAgain(zoneId: string): void {
    const since = this.blindSince.get(zoneId);
    if (since === undefined) return;
    const members = this.members(zoneId).map((id) => this.heard.get(id) ?? null);
    if (isSeenAgain(members, since, this.policy())) this.blindSince.delete(zoneId);
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
