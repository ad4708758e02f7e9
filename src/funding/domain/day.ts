import { DAY_MS, type Instant, wholeDays } from '../../kernel/instant.js';

/** A day of the town, `YYYY-MM-DD`. Days compare as texts do. */
export type Day = string;

/** Making one takes longer than writing a hundred days. */
const formats = new Map<string, Intl.DateTimeFormat>();

/** `timeZone` is an IANA name. */
export function dayOf(instant: Instant, timeZone: string): Day {
  // Sweden writes dates as ISO 8601 has them.
  const format = formats.get(timeZone) ?? new Intl.DateTimeFormat('sv-SE', { timeZone, dateStyle: 'short' });
  formats.set(timeZone, format);
  return format.format(instant);
}

/** How many days later `to` is; negative where it is earlier. Worked value: 2020-02-28 and 2020-03-01 are 2. */
export function daysBetween(from: Day, to: Day): number {
  return wholeDays(Date.parse(to) - Date.parse(from));
}

/** `count` may be negative. */
export function plusDays(day: Day, count: number): Day {
  return new Date(Date.parse(day) + count * DAY_MS).toISOString().slice(0, 10);
}

/** The same day so many months later, or the last of a shorter month. Worked value: 2020-01-31 and 1 is 2020-02-29. */
export function plusMonths(day: Day, count: number): Day {
  const [year = 0, month = 1, date = 1] = day.split('-').map(Number);
  const lastOfMonth = new Date(Date.UTC(year, month + count, 0));
  return `${lastOfMonth.toISOString().slice(0, 8)}${String(Math.min(date, lastOfMonth.getUTCDate())).padStart(2, '0')}`;
}
