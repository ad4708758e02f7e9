import { Inject, Injectable } from '@nestjs/common';
import { DomainError } from '../../kernel/domain-error.js';
import { Clock } from '../../platform/clock/clock.js';
import { daysOfMonth, type LocalDay, type LocalMonth, nextDay } from '../domain/local-calendar.js';
import type { Spell } from '../domain/maintenance.js';
import { NO_TIME, type TimeByState } from '../domain/ratio.js';
import { type DayTime, DayStore } from '../store/day.store.js';
import { MaintenanceBook } from './maintenance-book.js';
import { UptimeBook } from './uptime-book.js';

/** The time of cameras over a stretch. */
export interface PeriodTimes {
  readonly bounds: Spell;
  readonly timeOf: (cameraId: string) => TimeByState;
}

/** Months from the days that are counted, and from memory what is not counted yet. */
@Injectable()
export class PeriodTimesReader {
  constructor(
    @Inject(DayStore) private readonly days: DayStore,
    @Inject(UptimeBook) private readonly cameras: UptimeBook,
    @Inject(MaintenanceBook) private readonly maintenance: MaintenanceBook,
    @Inject(Clock) private readonly clock: Clock,
  ) {}

  window(windowMs: number): PeriodTimes {
    const to = this.clock.now();
    return { bounds: [to - windowMs, to], timeOf: this.cameras.timesOver(to - windowMs, to) };
  }

  /** The current month ends now. Refuses one that has not begun. */
  async month(month: LocalMonth): Promise<PeriodTimes> {
    const { calendar } = this.maintenance;
    const [from, end] = calendar.boundsOf(month);
    const to = Math.min(end, this.clock.now());
    if (from >= to) {
      const message = 'has not begun yet';
      throw new DomainError('invalid', 'invalid-request', `month: ${message}`, [{ path: 'month', message }]);
    }
    const monthDays = daysOfMonth(month);
    const counted = await this.days.sums(monthDays[0]!, monthDays.at(-1)!);
    return this.with(counted, [from, to]);
  }

  /** Of some cameras, from the beginning of a day until now. */
  async since(day: LocalDay, cameraIds: readonly string[]): Promise<PeriodTimes> {
    const bounds = [this.maintenance.calendar.midnight(day), this.clock.now()] as const;
    return this.with(await this.days.sumsOf(cameraIds, day), bounds);
  }

  /** With what memory adds of days that are not counted yet. */
  private async with(counted: ReadonlyMap<string, DayTime>, [from, to]: Spell): Promise<PeriodTimes> {
    const { calendar } = this.maintenance;
    const last = await this.days.lastRolled();
    const restFrom = last === null ? from : Math.max(from, calendar.midnight(nextDay(last)));
    const restOf = restFrom < to ? this.cameras.timesOver(restFrom, to) : () => NO_TIME;
    return { bounds: [from, to], timeOf: (id) => together(counted.get(id), restOf(id), [from, to]) };
  }
}

/** What nobody counted, nobody saw. */
function together(counted: DayTime | undefined, rest: TimeByState, [from, to]: Spell): TimeByState {
  const { online, impaired, offline, maintenance } = counted ?? NO_TIME;
  const seen = {
    online: online + rest.online,
    impaired: impaired + rest.impaired,
    offline: offline + rest.offline,
    maintenance: maintenance + rest.maintenance,
  };
  const known = seen.online + seen.impaired + seen.offline + seen.maintenance;
  return { ...seen, unknown: Math.max(0, to - from - known) };
}
