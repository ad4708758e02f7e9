import { Inject, Injectable, type OnModuleInit } from '@nestjs/common';
import { Clock } from '../../platform/clock/clock.js';
import { EventBus } from '../../platform/events/event-bus.js';
import {
  CameraChanged,
  CameraRegistered,
  CameraRemoved,
  type MatchableCamera,
  RegistryEntries,
} from '../../registry/index.js';
import { type Candidate, toFoundDevice, UNKNOWN_IDENTITY } from '../domain/candidate.js';
import {
  indexOf,
  type Match,
  matchDevice,
  type RegisterIndex,
  type RegisteredCamera,
} from '../domain/match.js';

/** What probing observes is told by no event. */
const KEEP_MS = 10_000;

interface KeptIndex {
  readonly index: Promise<RegisterIndex>;
  readonly readAt: number;
}

/** The register as an index, read again when it changes. */
@Injectable()
export class MatchDesk implements OnModuleInit {
  private readonly kept = new Map<string, KeptIndex>();

  constructor(
    @Inject(RegistryEntries) private readonly entries: RegistryEntries,
    @Inject(EventBus) private readonly events: EventBus,
    @Inject(Clock) private readonly clock: Clock,
  ) {}

  onModuleInit(): void {
    for (const event of [CameraRegistered, CameraChanged, CameraRemoved])
      this.events.on<object>(event, () => this.kept.clear());
  }

  async matchOf(candidate: Candidate): Promise<Match> {
    return matchDevice(toFoundDevice(candidate), await this.index(candidate.zoneId));
  }

  index(zoneId: string): Promise<RegisterIndex> {
    const nowMs = this.clock.monotonicMs();
    const kept = this.kept.get(zoneId);
    if (kept !== undefined && nowMs - kept.readAt < KEEP_MS) return kept.index;
    const index = this.entries.matchable(zoneId).then((cameras) => indexOf(cameras.map(toRegistered)));
    this.kept.set(zoneId, { index, readAt: nowMs });
    index.catch(() => this.kept.delete(zoneId));
    return index;
  }
}

function toRegistered({ cameraId, name, lifecycle, network, observed }: MatchableCamera): RegisteredCamera {
  const { host, mac, onvif } = network;
  const onvifPort = onvif?.port ?? null;
  return { cameraId, name, lifecycle, host, mac, onvifPort, observed: observed ?? UNKNOWN_IDENTITY };
}
