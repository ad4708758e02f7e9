/** A point in time: whole milliseconds since 1970-01-01T00:00:00Z. Local time exists only in pages and reports. */
export type Instant = number;

export const SECOND_MS = 1_000;
export const MINUTE_MS = 60 * SECOND_MS;
export const HOUR_MS = 60 * MINUTE_MS;
export const DAY_MS = 24 * HOUR_MS;

/** Hours that are over, of a length of time. Worked value: 119 minutes are 1. */
export function wholeHours(ms: number): number {
  return Math.trunc(ms / HOUR_MS);
}

/** The same in days; negative as the length is. */
export function wholeDays(ms: number): number {
  return Math.trunc(ms / DAY_MS);
}

/** The ISO 8601 form in UTC, as every answer of the API shows it. */
export function toIso(instant: Instant): string {
  return new Date(instant).toISOString();
}

export function isoOrNull(instant: Instant | null): string | null {
  return instant === null ? null : toIso(instant);
}
