import { DomainError } from '../../kernel/domain-error.js';
import { DAY_MS, type Instant } from '../../kernel/instant.js';
import type { MaintenanceWindow, Schedule } from './maintenance.js';

/** Time that is older than this is rolled up and stays as it was counted. */
export const REWRITABLE_MS = 30 * DAY_MS;

/** What people say of a window; `from` and `until` bound a recurring one. */
export interface WindowDraft extends Pick<
  MaintenanceWindow,
  'name' | 'reason' | 'schedule' | 'rewritesPast'
> {
  /** Null for now. */
  readonly from: Instant | null;
  readonly until: Instant | null;
}

/** Since when and until when a draft holds. Refuses what changes time that is past, unless the draft says so. */
export function validityOf(
  { schedule, from, until, rewritesPast }: WindowDraft,
  now: Instant,
): Pick<MaintenanceWindow, 'validFrom' | 'validUntil'> {
  const asked = from ?? (schedule.kind === 'once' ? schedule.startsAt : now);
  const end = endOf(schedule, until);
  if (end !== null && end <= asked) throw wrong('until', 'must be later than the beginning');
  if (asked >= now) return { validFrom: asked, validUntil: until };
  if (!rewritesPast) {
    const message = 'is past; say rewritesPast: true to count time that is past as maintenance';
    throw wrong(schedule.kind === 'once' ? 'schedule.startsAt' : 'from', message);
  }
  if (asked < now - REWRITABLE_MS) throw wrong('from', 'must not be more than 30 days ago');
  return { validFrom: asked, validUntil: until };
}

/** The version that held ends now; what is past of it stays maintenance. */
export function endVersion(version: MaintenanceWindow, now: Instant): MaintenanceWindow {
  const end = Math.max(now, version.validFrom);
  return { ...version, validUntil: Math.min(version.validUntil ?? end, end) };
}

/** Over, or ended before it began. */
export function hasEnded({ schedule, validFrom, validUntil }: MaintenanceWindow, now: Instant): boolean {
  const end = endOf(schedule, validUntil);
  return end !== null && (end <= now || end <= validFrom);
}

function endOf(schedule: Schedule, until: Instant | null): Instant | null {
  if (schedule.kind !== 'once') return until;
  return Math.min(schedule.endsAt, until ?? schedule.endsAt);
}

function wrong(path: string, message: string): DomainError {
  return new DomainError('unprocessable', 'invalid-window', `${path}: ${message}`, [{ path, message }]);
}
