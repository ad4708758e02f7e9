import { Inject, Injectable } from '@nestjs/common';
import { Clock } from '../../platform/clock/clock.js';
import { EventBus } from '../../platform/events/event-bus.js';
import { CameraChanged, CameraRegistered, CameraRemoved, Registry } from '../../registry/index.js';
import { CameraFollowed } from '../events.js';
import { LateThreads } from './late-threads.js';
import { StandingChanges } from './standing-changes.js';
import { UptimeBook } from './uptime-book.js';

/** Cameras come, change their groups and their lifecycle, and go, as the register says. */
@Injectable()
export class FollowRegister {
  /** Ids are never given twice; a read that was under way when its camera went must not bring it back. */
  private readonly gone = new Set<string>();

  constructor(
    @Inject(UptimeBook) private readonly book: UptimeBook,
    @Inject(StandingChanges) private readonly changes: StandingChanges,
    @Inject(LateThreads) private readonly threads: LateThreads,
    @Inject(Registry) private readonly registry: Registry,
    @Inject(EventBus) private readonly events: EventBus,
    @Inject(Clock) private readonly clock: Clock,
  ) {}

  listen(): void {
    this.events.on(CameraRegistered, ({ cameraId }) => this.readAgain(cameraId));
    this.events.on(CameraChanged, ({ cameraId }) => this.readAgain(cameraId));
    this.events.on(CameraRemoved, ({ cameraId }) => {
      this.gone.add(cameraId);
      const before = this.book.standingOf(cameraId)?.villageId;
      this.changes.leave(cameraId);
      this.threads.forget(cameraId);
      this.tell(cameraId, [before]);
    });
  }

  private async readAgain(cameraId: string): Promise<void> {
    const summary = await this.registry.camera(cameraId);
    if (summary === null || this.gone.has(cameraId)) return;
    const known = this.book.standingOf(cameraId);
    if (known === null) this.changes.enter(summary, this.clock.now());
    else this.book.enter(summary, known.standing);
    if (known !== null && !summary.isInService) this.changes.leaveService(cameraId, this.clock.now());
    this.tell(cameraId, [known?.villageId, summary.villageId]);
  }

  private tell(cameraId: string, villages: readonly (string | undefined)[]): void {
    const villageIds = [...new Set(villages.filter((id) => id !== undefined))];
    this.events.publish(new CameraFollowed(cameraId, villageIds));
  }
}
