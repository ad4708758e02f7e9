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
import { type Match, matchDevice } from '../domain/match.js';
import type { RegisteredCamera } from '../domain/registered-camera.js';
import { RegisterIndex } from '../domain/register-index.js';

/** What probing observes is told by no event. */
const KEEP_MS = 10_000;

/** The index of one zone, and the cameras that changed since it was looked at. */
interface KeptIndex {
  readonly index: Promise<RegisterIndex>;
  readonly readAt: number;
  readonly changed: Set<string>;
  /** Resolves when all that had changed is in the index; one who asks meanwhile waits for it, too. */
  followed: Promise<void>;
}

/** The register as an index, which follows its changes. */
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
      this.events.on<{ readonly cameraId: string }>(event, ({ cameraId }) => {
        for (const { changed } of this.kept.values()) changed.add(cameraId);
      });
  }

  async matchOf(candidate: Candidate): Promise<Match> {
    return matchDevice(toFoundDevice(candidate), await this.index(candidate.zoneId));
  }

  private async index(zoneId: string): Promise<RegisterIndex> {
    const kept = this.keptIndex(zoneId);
    kept.followed = kept.followed.then(() => this.follow(zoneId, kept));
    try {
      await kept.followed;
    } catch (cause) {
      this.kept.delete(zoneId);
      throw cause;
    }
    return kept.index;
  }

  private async follow(zoneId: string, { index, changed }: KeptIndex): Promise<void> {
    const cameras = await index;
    for (const cameraId of changed) {
      // Before it is read: a change meanwhile puts it on the list again.
      changed.delete(cameraId);
      const camera = await this.entries.camera(cameraId);
      if (camera?.zoneId === zoneId) cameras.put(toRegistered(camera));
      else cameras.remove(cameraId);
    }
  }

  private keptIndex(zoneId: string): KeptIndex {
    const nowMs = this.clock.monotonicMs();
    const known = this.kept.get(zoneId);
    if (known !== undefined && nowMs - known.readAt < KEEP_MS) return known;
    const index = this.entries
      .matchable(zoneId)
      .then((cameras) => new RegisterIndex(cameras.map(toRegistered)));
    const fresh = { index, readAt: nowMs, changed: new Set<string>(), followed: Promise.resolve() };
    this.kept.set(zoneId, fresh);
    index.catch(() => this.kept.delete(zoneId));
    return fresh;
  }
}

function toRegistered(camera: MatchableCamera): RegisteredCamera {
  const { cameraId, name, lifecycle, model, firmware, observed } = camera;
  const { host, mac, onvif } = camera.network;
  const address = { host, mac, onvifPort: onvif?.port ?? null };
  return { cameraId, name, lifecycle, ...address, model, firmware, observed: observed ?? UNKNOWN_IDENTITY };
}
