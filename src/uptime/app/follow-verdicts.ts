import { Inject, Injectable } from '@nestjs/common';
import type { Instant } from '../../kernel/instant.js';
import { Clock } from '../../platform/clock/clock.js';
import { Config } from '../../platform/config/config.js';
import { EventBus } from '../../platform/events/event-bus.js';
import { CameraJudged } from '../../probing/index.js';
import { advance, type JudgedAs } from '../domain/advance.js';
import type { CameraStanding } from '../uptime.facade.js';
import { BlindZones } from './blind-zones.js';
import { StandingChanges } from './standing-changes.js';
import { UptimeBook } from './uptime-book.js';

/** Advances standings by verdicts. */
@Injectable()
export class FollowVerdicts {
  constructor(
    @Inject(UptimeBook) private readonly book: UptimeBook,
    @Inject(StandingChanges) private readonly changes: StandingChanges,
    @Inject(BlindZones) private readonly zones: BlindZones,
    @Inject(EventBus) private readonly events: EventBus,
    @Inject(Clock) private readonly clock: Clock,
    @Inject(Config) private readonly config: Config,
  ) {}

  listen(): void {
    this.events.on(CameraJudged, ({ cameraId, verdict }) => this.follow(cameraId, verdict));
  }

  /** A verdict may still come in of a camera that is gone or no longer in service. */
  private follow(cameraId: string, verdict: JudgedAs): void {
    const camera = this.book.standingOf(cameraId);
    if (camera === null || !camera.isInService) return;
    const now = this.clock.now();
    if (this.zones.hear(camera, verdict, now)) this.advance(camera, verdict, now);
  }

  /** What would take the camera offline is asked first whether it is us; what it says then is another standing. */
  private advance(camera: CameraStanding, verdict: JudgedAs, now: Instant): void {
    const { cameraId, standing: before } = camera;
    const policy = this.config.uptime;
    const next = advance(before, verdict, now, policy);
    const falls = next.transition?.to === 'offline' && before.state !== 'offline';
    const sight = falls ? this.zones.sightOf(camera, now) : 'clear';
    if (sight === 'blind') return this.zones.goBlind(camera, now);
    const { standing, transition } =
      sight === 'clear' ? next : advance(before, verdict, now, { ...policy, isSightClear: false });
    this.changes.take(cameraId, standing, transition);
  }
}
