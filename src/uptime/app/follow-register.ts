import { Inject, Injectable } from '@nestjs/common';
import { Clock } from '../../platform/clock/clock.js';
import { EventBus } from '../../platform/events/event-bus.js';
import { CameraChanged, CameraRegistered, CameraRemoved, Registry } from '../../registry/index.js';
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
    @Inject(Registry) private readonly registry: Registry,
    @Inject(EventBus) private readonly events: EventBus,
    @Inject(Clock) private readonly clock: Clock,
  ) {}

  listen(): void {
    this.events.on(CameraRegistered, ({ cameraId }) => this.readAgain(cameraId));
    this.events.on(CameraChanged, ({ cameraId }) => this.readAgain(cameraId));
    this.events.on(CameraRemoved, ({ cameraId }) => {
      this.gone.add(cameraId);
      this.changes.leave(cameraId);
    });
  }

  private async readAgain(cameraId: string): Promise<void> {
    const summary = await this.registry.camera(cameraId);
    if (summary === null || this.gone.has(cameraId)) return;
    const known = this.book.standingOf(cameraId);
    if (known === null) return this.changes.enter(summary, this.clock.now());
    this.book.enter(summary, known.standing);
    if (!summary.isInService) this.changes.leaveService(cameraId, this.clock.now());
  }
}
