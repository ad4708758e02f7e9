import { HOUR_MS, MINUTE_MS, SECOND_MS } from '../../../kernel/instant.js';

const POSIX_ZONE =
  /^(?:[A-Za-z]{3,}|<[^>]+>)([+-]?)(\d{1,2})(?::(\d{1,2}))?(?::(\d{1,2}))?([A-Za-z]{3,}|<[^>]+>)?/;

/**
 * Local time minus UTC of a POSIX time zone, in milliseconds; null if it cannot be read. POSIX counts westwards:
 * `CST-8` is +8 h, `MST7MDT,M3.2.0,M11.1.0` −7 h and in summer −6 h.
 */
export function zoneOffsetMs(zone: string, isSummer: boolean): number | null {
  const found = POSIX_ZONE.exec(zone);
  if (found === null) return null;
  const [, sign, hours, minutes = '0', seconds = '0', summerName] = found;
  const westMs = Number(hours) * HOUR_MS + Number(minutes) * MINUTE_MS + Number(seconds) * SECOND_MS;
  const standardMs = sign === '-' ? westMs : 0 - westMs;
  return standardMs + (isSummer && summerName !== undefined ? HOUR_MS : 0);
}
