import { town } from '../../api/town.ts';

/** The day of the town, `2026-12-01`. */
export function today(nowMs = Date.now()): string {
  return new Intl.DateTimeFormat('en-CA', { timeZone: town.timeZone }).format(nowMs);
}

/** `days` later than a day. */
export function later(day: string, days: number): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10);
}
