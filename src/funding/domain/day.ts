import { DAY_MS, type Instant } from '../../kernel/instant.js';

/** A day of the town, `YYYY-MM-DD`. Days compare as texts do. */
export type Day = string;

/** `timeZone` is an IANA name. */
export function dayOf(instant: Instant, timeZone: string): Day {
  // Sweden writes dates as ISO 8601 has them.
  return new Intl.DateTimeFormat('sv-SE', { timeZone, dateStyle: 'short' }).format(instant);
}

/** `count` may be negative. */
export function plusDays(day: Day, count: number): Day {
  return new Date(Date.parse(day) + count * DAY_MS).toISOString().slice(0, 10);
}
