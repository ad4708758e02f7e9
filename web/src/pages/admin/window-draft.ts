import type { paths } from '../../api/schema.d.ts';
import type { Window } from './schedule.ts';

export type WindowEntry =
  paths['/api/v1/maintenance-windows']['post']['requestBody']['content']['application/json'];
type Schedule = WindowEntry['schedule'];

export const SCHEDULE_KINDS = ['once', 'daily', 'weekly', 'monthly'] as const;
export const SCOPES = ['camera', 'village', 'zone'] as const;

/** A window as it is typed: what belongs to another kind of schedule stays, and is not sent. */
export interface WindowDraft {
  name: string;
  reason: string;
  scopeKind: (typeof SCOPES)[number];
  scopeId: string;
  kind: (typeof SCHEDULE_KINDS)[number];
  between: readonly [Date, Date] | null;
  startsAt: string;
  durationMinutes: number;
  weekdays: number[];
  days: number[];
  /** When a recurring one stops; null for never. */
  until: Date | null;
}

export function draftOf(window: Window | null): WindowDraft {
  const schedule = window?.schedule;
  const isOnce = schedule?.kind === 'once';
  return {
    name: window?.name ?? '',
    reason: window?.reason ?? '',
    scopeKind: window?.scope.kind ?? 'village',
    scopeId: window?.scope.id ?? '',
    kind: schedule?.kind ?? 'once',
    between: isOnce ? [new Date(schedule.startsAt), new Date(schedule.endsAt)] : null,
    startsAt: schedule !== undefined && !isOnce ? schedule.startsAt : '22:00',
    durationMinutes: schedule !== undefined && !isOnce ? schedule.durationMinutes : 60,
    weekdays: schedule?.kind === 'weekly' ? [...schedule.weekdays] : [1],
    days: schedule?.kind === 'monthly' ? [...schedule.days] : [1],
    until: window === null || isOnce || window.until === null ? null : new Date(window.until),
  };
}

/** What of a draft may be changed later, too. */
export function changeOf(draft: WindowDraft): Omit<WindowEntry, 'scope'> {
  const { name, reason, kind, until } = draft;
  const bounds = kind === 'once' ? {} : { until: until?.toISOString() ?? null };
  return { name, reason: reason === '' ? null : reason, schedule: scheduleOf(draft), ...bounds };
}

export function entryOf(draft: WindowDraft): WindowEntry {
  return { ...changeOf(draft), scope: { kind: draft.scopeKind, id: draft.scopeId } };
}

function scheduleOf({ kind, startsAt, durationMinutes, weekdays, days, between }: WindowDraft): Schedule {
  switch (kind) {
    case 'once':
      return {
        kind,
        startsAt: between?.[0].toISOString() ?? '',
        endsAt: between?.[1].toISOString() ?? '',
      };
    case 'daily':
      return { kind, startsAt, durationMinutes };
    case 'weekly':
      return { kind, startsAt, durationMinutes, weekdays };
    case 'monthly':
      return { kind, startsAt, durationMinutes, days };
  }
}
