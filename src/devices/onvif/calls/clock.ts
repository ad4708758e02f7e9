import { HOUR_MS, MINUTE_MS, type Instant } from '../../../kernel/instant.js';
import { DEVICE, SCHEMA } from '../soap/namespaces.js';
import type { SoapCall } from '../soap/soap-call.js';
import { descend, type XmlElement } from '../../wire/xml/xml-element.js';
import { zoneOffsetMs } from './zone-offset.js';

export function clockCall(path: string): SoapCall {
  return { namespace: DEVICE, operation: 'GetSystemDateAndTime', path, content: '', access: 'open' };
}

export interface ClockReading {
  readonly utcMs: Instant;
  readonly localMs: number | null;
  readonly timeZone: string | null;
  /** Local time minus UTC as the time zone has it; null where it cannot be read. */
  readonly zoneMs: number | null;
}

/** Null: no usable time in it. UTCDateTime is optional; where it is missing the local time and the zone give it. */
export function readClockResponse(response: XmlElement): ClockReading | null {
  const told = descend(response, DEVICE, 'SystemDateAndTime');
  if (told === undefined) return null;
  const timeZone = descend(told, SCHEMA, 'TimeZone', 'TZ')?.text || null;
  const localMs = readDateTime(descend(told, SCHEMA, 'LocalDateTime'));
  const isSummer = descend(told, SCHEMA, 'DaylightSavings')?.text === 'true';
  const zoneMs = timeZone === null ? null : zoneOffsetMs(timeZone, isSummer);
  const derivedMs = localMs === null || zoneMs === null ? null : localMs - zoneMs;
  const utcMs = readDateTime(descend(told, SCHEMA, 'UTCDateTime')) ?? derivedMs;
  return utcMs === null ? null : { utcMs, localMs, timeZone, zoneMs };
}

/**
 * Our time plus this is the UTC by which the device judges log-ins. `offsetMs` is what it told, minus ours. A device
 * that tells its local time twice, as UTC too, and would be right without its zone, judges by the UTC that it does not
 * tell: told +8 h in `CST-8`, signed with 0.
 */
export function signingOffsetMs({ utcMs, localMs, zoneMs }: ClockReading, offsetMs: number): number {
  if (zoneMs === null || localMs !== utcMs) return offsetMs;
  const correctedMs = offsetMs - zoneMs;
  return Math.abs(correctedMs) < Math.abs(offsetMs) ? correctedMs : offsetMs;
}

const TOLERANCE_MS = MINUTE_MS;
const HALF_HOUR_MS = 30 * MINUTE_MS;

/**
 * Whether an offset is a whole time zone (UTC−12 to UTC+14 in half hours), give or take a minute: then the device sends
 * its local time as UTC. +8 h 0 min 20 s does, +5 min does not.
 */
export function looksLikeTimeZone(offsetMs: number): boolean {
  const nearest = Math.round(offsetMs / HALF_HOUR_MS) * HALF_HOUR_MS;
  const isZone = nearest !== 0 && nearest >= -12 * HOUR_MS && nearest <= 14 * HOUR_MS;
  return isZone && Math.abs(offsetMs - nearest) <= TOLERANCE_MS;
}

function readDateTime(dateTime: XmlElement | undefined): number | null {
  if (dateTime === undefined) return null;
  const field = (group: string, name: string, min: number, max: number): number => {
    const text = descend(dateTime, SCHEMA, group, name)?.text ?? '';
    const value = /^\d{1,4}$/.test(text) ? Number(text) : Number.NaN;
    return value >= min && value <= max ? value : Number.NaN;
  };
  const utcMs = Date.UTC(
    field('Date', 'Year', 1970, 9999),
    field('Date', 'Month', 1, 12) - 1,
    field('Date', 'Day', 1, 31),
    field('Time', 'Hour', 0, 24),
    field('Time', 'Minute', 0, 59),
    field('Time', 'Second', 0, 61),
  );
  return Number.isNaN(utcMs) ? null : utcMs;
}
