import { Inject, Injectable } from '@nestjs/common';
import { Clock } from '../../platform/clock/clock.js';
import { EventBus } from '../../platform/events/event-bus.js';
import { CameraJudged, ZoneLeftAlone } from '../../probing/index.js';
import { BlindZones } from './blind-zones.js';
import { PictureDays } from './picture-days.js';
import { UptimeBook } from './uptime-book.js';
import { VerdictTaker } from './verdict-taker.js';

/** Advances standings by verdicts, and notes the days with a picture. */
@Injectable()
export class FollowVerdicts {
  constructor(
    @Inject(UptimeBook) private readonly book: UptimeBook,
    @Inject(VerdictTaker) private readonly taker: VerdictTaker,
    @Inject(PictureDays) private readonly pictures: PictureDays,
    @Inject(BlindZones) private readonly zones: BlindZones,
    @Inject(Clock) private readonly clock: Clock,
    @Inject(EventBus) private readonly events: EventBus,
  ) {}

  /** A verdict may still come in of a camera that is gone or no longer in service. */
  listen(): void {
    this.events.on(CameraJudged, ({ cameraId, verdict, begunMs }) => {
      const camera = this.book.standingOf(cameraId);
      if (!camera?.isInService) return;
      if (verdict.outcome === 'live') this.pictures.saw(cameraId, this.clock.now());
      this.taker.take(camera, verdict, begunMs);
    });
    this.events.on(ZoneLeftAlone, ({ zoneId }) => this.zones.leaveAlone(zoneId, this.clock.now()));
  }
}
