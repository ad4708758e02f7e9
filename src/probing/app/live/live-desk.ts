import { Inject, Injectable, type OnModuleDestroy, type OnModuleInit } from '@nestjs/common';
import { DomainError } from '../../../kernel/domain-error.js';
import { type Instant, SECOND_MS } from '../../../kernel/instant.js';
import { Clock } from '../../../platform/clock/clock.js';
import { Config } from '../../../platform/config/config.js';
import { EventBus } from '../../../platform/events/event-bus.js';
import { Log } from '../../../platform/logging/log.js';
import { CameraChanged, CameraRemoved, type ProbeTarget, Registry } from '../../../registry/index.js';
import { streamAddressOf } from '../climb.js';
import { MemoryBook } from '../memory-book.js';
import { noSuchCamera } from '../probe-now.js';
import { LivePort } from './live-port.js';
import { LiveShow } from './live-show.js';
import { OpenLive } from './open-live.js';
import { Seats } from './seats.js';
import type { Viewer } from './viewer.js';

/** A place among the viewers, held from the question to the goodbye. */
export interface Seat {
  readonly expiresAt: Instant;
  /** Once. */
  take(viewer: Viewer): void;
  /** Harmless more than once. */
  leave(): void;
}

interface Running {
  readonly show: LiveShow;
  readonly target: ProbeTarget;
}

/** Who watches which camera live. At most one session of a camera, shared by all who look at it. */
@Injectable()
export class LiveDesk implements OnModuleInit, OnModuleDestroy {
  private readonly running = new Map<string, Running>();
  private readonly seats: Seats;

  constructor(
    @Inject(Registry) private readonly registry: Registry,
    @Inject(MemoryBook) private readonly memories: MemoryBook,
    @Inject(OpenLive) private readonly opener: OpenLive,
    @Inject(LivePort) private readonly port: LivePort,
    @Inject(EventBus) private readonly events: EventBus,
    @Inject(Config) private readonly config: Config,
    @Inject(Clock) private readonly clock: Clock,
    @Inject(Log) private readonly log: Log,
  ) {
    this.seats = new Seats(config.live);
  }

  onModuleInit(): void {
    this.events.on(CameraRemoved, ({ cameraId }) => this.endFor(cameraId, 'The camera was removed.'));
    this.events.on(CameraChanged, async ({ cameraId }) => {
      const before = this.running.get(cameraId)?.target;
      if (before === undefined) return;
      const now = await this.registry.probeTarget(cameraId);
      if (now === null) return this.endFor(cameraId, 'The camera is not in service any more.');
      if (!isSame(before, now))
        this.endFor(cameraId, 'The entry of this camera has changed; open the live view again.');
    });
  }

  async onModuleDestroy(): Promise<void> {
    const shows = [...this.running.values()].map(({ show }) => show);
    for (const show of shows)
      show.end('service-stops', 'The service stops; open the live view again in a minute.');
    await Promise.all(shows.map((show) => show.closed));
  }

  /** The session that the camera has open, or is about to; null where it has none. */
  sessionOf(cameraId: string): LiveShow | null {
    const show = this.running.get(cameraId)?.show;
    return show?.hasSession ? show : null;
  }

  /** Refuses, as a {@link DomainError}, what can be refused before anything is opened. */
  async seat(cameraId: string): Promise<Seat> {
    const target = await this.expectTarget(cameraId);
    this.seats.take(cameraId);
    const limitMs = this.config.live.limitS * SECOND_MS;
    let [cancel, viewer, isLeft]: [() => void, Viewer | null, boolean] = [() => {}, null, false];
    const leave = (): void => {
      if (isLeft) return;
      isLeft = true;
      cancel();
      this.seats.leave(cameraId);
      if (viewer !== null) this.showWith(viewer)?.leave(viewer);
    };
    return {
      expiresAt: this.clock.now() + limitMs,
      leave,
      take: (newcomer) => {
        viewer = newcomer;
        cancel = this.clock.after(limitMs, () => {
          leave();
          newcomer.end('time-limit', timeIsUp(this.config.live.limitS));
        });
        this.showOf(target).join(newcomer);
      },
    };
  }

  private async expectTarget(cameraId: string): Promise<ProbeTarget> {
    const target = await this.registry.probeTarget(cameraId);
    if (target === null) {
      if ((await this.registry.camera(cameraId)) === null) throw noSuchCamera(cameraId);
      const message = 'Only a camera in service can be watched; change its lifecycle first.';
      throw new DomainError('conflict', 'not-in-service', message);
    }
    if (streamAddressOf({ target, memory: this.memories.of(cameraId) }) !== null) return target;
    const message = `Nobody knows yet where the stream of this camera is; probe it first: POST /api/v1/cameras/${cameraId}/probe.`;
    throw new DomainError('conflict', 'stream-unknown', message);
  }

  /** One that ends takes no newcomers: the next begins when the camera has its session back. */
  private showOf(target: ProbeTarget): LiveShow {
    const { cameraId } = target;
    const before = this.running.get(cameraId)?.show;
    if (before !== undefined && !before.isOver) return before;
    const show = new LiveShow(this.port, async (self, signal) => {
      await before?.closed;
      return this.opener.open(target, self, signal);
    });
    this.running.set(cameraId, { show, target });
    void show.closed
      .catch((cause: unknown) =>
        this.log.error({ camera: cameraId, err: cause }, 'a live view broke; a bug of ours'),
      )
      .finally(() => {
        if (this.running.get(cameraId)?.show === show) this.running.delete(cameraId);
      });
    return show;
  }

  private showWith(viewer: Viewer): LiveShow | undefined {
    return [...this.running.values()].find(({ show }) => show.viewers.includes(viewer))?.show;
  }

  private endFor(cameraId: string, sentence: string): void {
    this.running.get(cameraId)?.show.end('camera-gone', sentence);
  }
}

function timeIsUp(limitS: number): string {
  const span = limitS % 60 === 0 ? `${limitS / 60} min` : `${limitS} s`;
  return `A live view ends after ${span}; open it again if you still need it.`;
}

function isSame(a: ProbeTarget, b: ProbeTarget): boolean {
  return identity(a) === identity(b);
}

/** The device that answers, and who may see it. */
function identity({ villageId, host, onvif, rtsp, credentialId, credentialVersion }: ProbeTarget): string {
  return JSON.stringify([villageId, host, onvif, rtsp, credentialId, credentialVersion]);
}
