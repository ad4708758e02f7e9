import { DAY_MS, type Instant, MINUTE_MS } from '../../kernel/instant.js';
import { type LocalCalendar, type LocalDay, weekdayOf } from './local-calendar.js';

export const SCOPE_KINDS = ['camera', 'village', 'zone'] as const;
export interface MaintenanceScope {
  readonly kind: (typeof SCOPE_KINDS)[number];
  readonly id: string;
}

/** Local time: minutes from midnight. What begins before midnight may end after it. */
interface Recurring {
  readonly startMinute: number;
  readonly durationMinutes: number;
}

export type Schedule =
  | { readonly kind: 'once'; readonly startsAt: Instant; readonly endsAt: Instant }
  | ({ readonly kind: 'daily' } & Recurring)
  /** 1 is Monday, 7 Sunday. */
  | ({ readonly kind: 'weekly'; readonly weekdays: readonly number[] } & Recurring)
  /** 1…31; a month that has no such day leaves it out. */
  | ({ readonly kind: 'monthly'; readonly days: readonly number[] } & Recurring);

/**
 * One version of a maintenance window. A change ends the version that held and begins another, so that time that is
 * past stays as it was counted.
 */
export interface MaintenanceWindow {
  /** The same for all versions. */
  readonly id: string;
  readonly versionId: string;
  readonly name: string;
  readonly reason: string | null;
  readonly scope: MaintenanceScope;
  readonly schedule: Schedule;
  /** Nothing before this is in maintenance by this version … */
  readonly validFrom: Instant;
  /** … and nothing from this on; null for no end. */
  readonly validUntil: Instant | null;
  /** Somebody said on purpose that time which was past then was maintenance. */
  readonly rewritesPast: boolean;
  readonly createdAt: Instant;
  readonly createdBy: string;
}

/** From its first instant to the one after its last; never empty. */
export type Spell = readonly [from: Instant, to: Instant];

const LONGEST_MS = DAY_MS;

/** The spells of a window within `from` … `to`, in order and apart from each other. */
export function spellsOf(
  { schedule, validFrom, validUntil }: Pick<MaintenanceWindow, 'schedule' | 'validFrom' | 'validUntil'>,
  [from, to]: Spell,
  calendar: LocalCalendar,
): readonly Spell[] {
  const bounds: Spell = [Math.max(from, validFrom), Math.min(to, validUntil ?? to)];
  if (bounds[0] >= bounds[1]) return [];
  if (schedule.kind === 'once') return clipped([[schedule.startsAt, schedule.endsAt]], bounds);
  const days = calendar.daysBetween(bounds[0] - LONGEST_MS, bounds[1]);
  const spells = days
    .filter((day) => occursOn(schedule, day))
    .map((day): Spell => {
      const start = calendar.midnight(day) + schedule.startMinute * MINUTE_MS;
      return [start, start + schedule.durationMinutes * MINUTE_MS];
    });
  return union(clipped(spells, bounds));
}

function occursOn(schedule: Exclude<Schedule, { kind: 'once' }>, day: LocalDay): boolean {
  switch (schedule.kind) {
    case 'daily':
      return true;
    case 'weekly':
      return schedule.weekdays.includes(weekdayOf(day));
    case 'monthly':
      return schedule.days.includes(Number(day.slice(8)));
  }
}

function clipped(spells: readonly Spell[], [from, to]: Spell): readonly Spell[] {
  return spells
    .map(([begin, end]): Spell => [Math.max(begin, from), Math.min(end, to)])
    .filter(([begin, end]) => begin < end);
}

/** In order, those that touch made one. */
export function union(spells: readonly Spell[]): readonly Spell[] {
  const merged: [Instant, Instant][] = [];
  for (const [from, to] of spells.toSorted((left, right) => left[0] - right[0])) {
    const last = merged.at(-1);
    if (last !== undefined && from <= last[1]) last[1] = Math.max(last[1], to);
    else merged.push([from, to]);
  }
  return merged;
}
