import { type Instant, MINUTE_MS } from '../../kernel/instant.js';
import type { QuietHours } from './channel.js';

const DAY_MINUTES = 24 * 60;

/**
 * When it stops being quiet, in whole minutes; null when it is not quiet at `now`. At 23:30:10 in Asia/Shanghai,
 * 22:00–07:00 ends at 07:00:00 the next day.
 */
export function quietUntil(now: Instant, { from, to }: QuietHours, timeZone: string): Instant | null {
  const [start, end, local] = [minutesOf(from), minutesOf(to), localMinutes(now, timeZone)];
  if (start === end) return null;
  const isQuiet = start < end ? local >= start && local < end : local >= start || local < end;
  if (!isQuiet) return null;
  const minute = now - (now % MINUTE_MS);
  const until = minute + minutesBetween(local, end) * MINUTE_MS;
  // Where the clock was set on the way (summer time), the guess is off by what it was set by.
  const missed = minutesBetween(localMinutes(until, timeZone), end);
  return until + (missed > DAY_MINUTES / 2 ? missed - DAY_MINUTES : missed) * MINUTE_MS;
}

function minutesBetween(from: number, to: number): number {
  return (to - from + DAY_MINUTES) % DAY_MINUTES;
}

function minutesOf(text: string): number {
  const [hours, minutes] = text.split(':');
  return Number(hours) * 60 + Number(minutes);
}

function localMinutes(at: Instant, timeZone: string): number {
  const format = new Intl.DateTimeFormat('en-GB', {
    timeZone,
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  });
  return minutesOf(format.format(at));
}
