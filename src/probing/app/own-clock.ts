import { Inject, Injectable } from '@nestjs/common';
import { type Instant, MINUTE_MS, SECOND_MS } from '../../kernel/instant.js';
import { Clock } from '../../platform/clock/clock.js';
import { Config } from '../../platform/config/config.js';
import { EventBus } from '../../platform/events/event-bus.js';
import { Log } from '../../platform/logging/log.js';
import { CameraRemoved } from '../../registry/index.js';
import { HeardClocks, ownClockError, type OwnClockPolicy } from '../domain/own-clock.js';

/** Ten thousand offsets are not sorted for each of 200 heartbeats a second. */
const WEIGH_EVERY_MS = 2_000;

const SUSPECTED =
  'nearly all cameras say that the clock of this machine is off by so much; set it (NTP), and no camera is blamed meanwhile';

/** Whether the clock of this machine is right, as far as the cameras can tell. */
@Injectable()
export class OwnClock {
  private readonly heard: HeardClocks;
  private errorMs = 0;
  private weighedAtMs = -Infinity;
  /** Wall time less monotonic time: changes when somebody sets the clock. */
  private settingMs: number | null = null;
  private leaptAtMs = -Infinity;

  constructor(
    @Inject(Clock) private readonly clock: Clock,
    @Inject(Config) private readonly config: Config,
    @Inject(EventBus) events: EventBus,
    @Inject(Log) private readonly log: Log,
  ) {
    this.heard = new HeardClocks(config.probing.clockOffsetLimitS);
    events.on(CameraRemoved, ({ cameraId }) => this.heard.forget(cameraId));
  }

  /** Seconds that the cameras are ahead of us; 0 where ours is right, or nobody can tell. */
  get errorS(): number {
    return this.errorMs / SECOND_MS;
  }

  /**
   * Takes in what a camera's clock says, asked no earlier than `sinceMs` on the clock that never jumps, and answers by how
   * much it differs from what the clocks of nearly all say. Null where it said nothing, where it may have been asked before
   * our clock was set, and for a moment after that, until enough cameras were asked again.
   */
  weigh(cameraId: string, offsetMs: number | null, sinceMs: number): number | null {
    this.forgetLeap();
    if (offsetMs === null || sinceMs < this.leaptAtMs) return null;
    this.heard.hear(cameraId, offsetMs);
    this.reconsider();
    return this.isSettling() ? null : offsetMs - this.errorMs;
  }

  /** What was heard before the clock was set says nothing any more. */
  private forgetLeap(): void {
    const nowMs = this.clock.monotonicMs();
    const settingMs = this.clock.now() - nowMs;
    const before = this.settingMs ?? settingMs;
    this.settingMs = settingMs;
    if (Math.abs(settingMs - before) <= this.config.probing.clockOffsetLimitS * SECOND_MS) return;
    this.leaptAtMs = nowMs;
    this.weighedAtMs = -Infinity;
    this.heard.clear();
  }

  private isSettling(): boolean {
    const { blindZoneMinCameras } = this.config.uptime;
    const patienceMs = 2 * this.config.probing.heartbeatIntervalS * SECOND_MS;
    return this.heard.size < blindZoneMinCameras && this.clock.monotonicMs() - this.leaptAtMs < patienceMs;
  }

  private reconsider(): void {
    const nowMs = this.clock.monotonicMs();
    const isFew = this.heard.size <= 2 * this.config.uptime.blindZoneMinCameras;
    if (!isFew && nowMs - this.weighedAtMs < WEIGH_EVERY_MS) return;
    this.weighedAtMs = nowMs;
    const errorMs = this.heard.mostAreRight ? 0 : ownClockError(this.heard.offsetsMs(), this.policy());
    if ((errorMs === 0) !== (this.errorMs === 0)) this.say(errorMs);
    this.errorMs = errorMs;
  }

  private say(errorMs: number): void {
    const offByS = Math.round(errorMs / SECOND_MS);
    if (errorMs === 0) this.log.info({}, 'the clock of this machine agrees with the cameras again');
    else this.log.warn({ offByS, cameras: this.heard.size }, SUSPECTED);
  }

  private policy(): OwnClockPolicy {
    const { blindZoneMinCameras: minCameras, blindZoneShare: share } = this.config.uptime;
    const localTimeMs = aheadOfUtcMs(this.config.timeZone, this.clock.now());
    return { minCameras, share, limitS: this.config.probing.clockOffsetLimitS, localTimeMs };
  }
}

function aheadOfUtcMs(timeZone: string, now: Instant): number {
  const format = new Intl.DateTimeFormat('en', { timeZone, timeZoneName: 'longOffset' });
  const name = format.formatToParts(now).find(({ type }) => type === 'timeZoneName')?.value ?? '';
  const [, sign, hours, minutes] = /GMT([+-])(\d\d):(\d\d)/.exec(name) ?? [];
  if (hours === undefined) return 0;
  return (sign === '-' ? -1 : 1) * (Number(hours) * 60 + Number(minutes)) * MINUTE_MS;
}
