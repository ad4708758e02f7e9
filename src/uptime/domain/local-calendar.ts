import { DAY_MS, type Instant } from '../../kernel/instant.js';

/** A local date, `YYYY-MM-DD`. */
export type LocalDay = string;
/** A local month, `YYYY-MM`. */
export type LocalMonth = string;

/** The days of the town: the only place that knows a time zone. */
export class LocalCalendar {
  private readonly midnights = new Map<LocalDay, Instant>();
  private readonly format: Intl.DateTimeFormat;

  /** `timeZone` is an IANA name. */
  constructor(timeZone: string) {
    this.format = new Intl.DateTimeFormat('en-US', {
      timeZone,
      hourCycle: 'h23',
      year: 'numeric',
      month: '2-digit',
      day: '2-digit',
      hour: '2-digit',
      minute: '2-digit',
      second: '2-digit',
    });
  }

  dayOf(instant: Instant): LocalDay {
    return isoDay(instant + this.offsetAt(instant));
  }

  monthOf(instant: Instant): LocalMonth {
    return this.dayOf(instant).slice(0, 7);
  }

  /** When the day begins. */
  midnight(day: LocalDay): Instant {
    const known = this.midnights.get(day);
    if (known !== undefined) return known;
    const utc = Date.parse(`${day}T00:00:00Z`);
    const guess = utc - this.offsetAt(utc);
    const midnight = utc - this.offsetAt(guess);
    this.midnights.set(day, midnight);
    return midnight;
  }

  /** The days that `from` … `to` touches, `to` itself left out. */
  daysBetween(from: Instant, to: Instant): readonly LocalDay[] {
    const days: LocalDay[] = [];
    for (let day = this.dayOf(from); this.midnight(day) < to; day = nextDay(day)) days.push(day);
    return days;
  }

  /** From its first midnight to the first of the next month. */
  boundsOf(month: LocalMonth): readonly [from: Instant, to: Instant] {
    const days = daysOfMonth(month);
    return [this.midnight(days[0]!), this.midnight(nextDay(days.at(-1)!))];
  }

  private offsetAt(instant: Instant): number {
    const parts = Object.fromEntries(
      this.format.formatToParts(instant).map(({ type, value }) => [type, Number(value)]),
    );
    const { year = 0, month = 1, day = 1, hour = 0, minute = 0, second = 0 } = parts;
    return Date.UTC(year, month - 1, day, hour, minute, second) - Math.floor(instant / 1_000) * 1_000;
  }
}

export function nextDay(day: LocalDay): LocalDay {
  return isoDay(Date.parse(`${day}T00:00:00Z`) + DAY_MS);
}

export function daysOfMonth(month: LocalMonth): readonly LocalDay[] {
  const days: LocalDay[] = [];
  for (let day = `${month}-01`; day.startsWith(month); day = nextDay(day)) days.push(day);
  return days;
}

/** 1 is Monday, 7 Sunday. */
export function weekdayOf(day: LocalDay): number {
  return new Date(`${day}T00:00:00Z`).getUTCDay() || 7;
}

function isoDay(utc: number): LocalDay {
  return new Date(utc).toISOString().slice(0, 10);
}
