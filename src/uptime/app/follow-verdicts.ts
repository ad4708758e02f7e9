import { Inject, Injectable } from '@nestjs/common';
import { Clock } from '../../platform/clock/clock.js';
import { Config } from '../../platform/config/config.js';
import { EventBus } from '../../platform/events/event-bus.js';
import { CameraJudged } from '../../probing/index.js';
import { advance } from '../domain/advance.js';
import { StandingChanges } from './standing-changes.js';
import { UptimeBook } from './uptime-book.js';

/** Advances standings by verdicts. */
@Injectable()
export class FollowVerdicts {
  constructor(
    @Inject(UptimeBook) private readonly book: UptimeBook,
    @Inject(StandingChanges) private readonly changes: StandingChanges,
    @Inject(EventBus) private readonly events: EventBus,
    @Inject(Clock) private readonly clock: Clock,
    @Inject(Config) private readonly config: Config,
  ) {}

  listen(): void {
    this.events.on(CameraJudged, (judged) => this.advance(judged));
  }

  /** A verdict may still come in of a camera that is gone or no longer in service. */
  private advance({ cameraId, verdict }: CameraJudged): void {
    const camera = this.book.standingOf(cameraId);
    if (camera === null || !camera.isInService) return;
    const now = this.clock.now();
    const { standing, transition } = advance(camera.standing, verdict, now, this.config.uptime);
    this.changes.take(cameraId, standing, transition);
  }
}
