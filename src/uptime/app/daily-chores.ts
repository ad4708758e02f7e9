import { Inject, Injectable } from '@nestjs/common';
import { DAY_MS, type Instant, MINUTE_MS } from '../../kernel/instant.js';
import { Config } from '../../platform/config/config.js';
import { type LocalDay, nextDay } from '../domain/local-calendar.js';
import { type DayTime, DayStore } from '../store/day.store.js';
import { UptimeStore } from '../store/uptime.store.js';
import { MaintenanceBook } from './maintenance-book.js';
import { UptimeBook } from './uptime-book.js';

/** A day is over when what happened in it has come in. */
const GRACE_MS = MINUTE_MS;
/** As far back as memory holds whole days. */
const LOOK_BACK_MS = 30 * DAY_MS;
const LONGEST_MONTH_MS = 31 * DAY_MS;
/** A little at a time: the database is everybody's. */
const SWEEP_AT_ONCE = 2_000;

/** Counts days that are over, and removes transitions that are older than they are kept. A little at each pulse. */
@Injectable()
export class DailyChores {
  private sweptOn: LocalDay | null = null;

  constructor(
    @Inject(DayStore) private readonly days: DayStore,
    @Inject(UptimeStore) private readonly store: UptimeStore,
    @Inject(UptimeBook) private readonly cameras: UptimeBook,
    @Inject(MaintenanceBook) private readonly maintenance: MaintenanceBook,
    @Inject(Config) private readonly config: Pick<Config, 'uptime'>,
  ) {}

  /** One step; call it again and again. */
  async step(now: Instant): Promise<void> {
    if (await this.rollNext(now)) return;
    await this.sweep(now);
  }

  /** False when every day that is over is counted. */
  private async rollNext(now: Instant): Promise<boolean> {
    const { calendar } = this.maintenance;
    const today = calendar.dayOf(now - GRACE_MS);
    const first = calendar.dayOf(now - LOOK_BACK_MS);
    const last = await this.days.lastRolled();
    const day = last === null || last < first ? first : nextDay(last);
    if (day >= today) return false;
    await this.days.roll(day, this.timesOn(day), now);
    return true;
  }

  /** Of the cameras that anything is known of. */
  private timesOn(day: LocalDay): ReadonlyMap<string, DayTime> {
    const { calendar } = this.maintenance;
    const timeOf = this.cameras.timesOver(calendar.midnight(day), calendar.midnight(nextDay(day)));
    const times = new Map<string, DayTime>();
    for (const { cameraId } of this.cameras.standings()) {
      const time = timeOf(cameraId);
      if (time.online + time.impaired + time.offline + time.maintenance > 0) times.set(cameraId, time);
    }
    return times;
  }

  private async sweep(now: Instant): Promise<void> {
    const today = this.maintenance.calendar.dayOf(now);
    if (this.sweptOn === today) return;
    const horizon = now - this.config.uptime.keepMonths * LONGEST_MONTH_MS;
    if (!(await this.store.sweep(horizon, SWEEP_AT_ONCE))) this.sweptOn = today;
  }
}
