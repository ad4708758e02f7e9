import { HOUR_MS, type Instant } from '../../kernel/instant.js';
import { isFinished, type WorkOrder } from './order.js';

export interface DuePolicy {
  readonly hours: number;
  /** Hours by the kind of the site, where it has its own. */
  readonly hoursBySiteKind: ReadonlyMap<string, number>;
}

/** The soonest that any of its sites asks for. Worked value: opened at 8:00 with 48 h, and 24 h at a school: 8:00 tomorrow. */
export function dueAt(openedAt: Instant, siteKinds: readonly (string | null)[], policy: DuePolicy): Instant {
  const hours = siteKinds.map((kind) => policy.hoursBySiteKind.get(kind ?? '') ?? policy.hours);
  return openedAt + Math.min(...hours, ...(hours.length === 0 ? [policy.hours] : [])) * HOUR_MS;
}

/** `学校周边=24` as the configuration has it. */
export function dueHours(lines: readonly string[]): ReadonlyMap<string, number> {
  return new Map(
    lines.map((line) => {
      const at = line.lastIndexOf('=');
      return [line.slice(0, at).trim(), Number(line.slice(at + 1))] as const;
    }),
  );
}

/**
 * Whether it should have been mended by now. Said to be mended in time, it waits for probing to say so for
 * `graceMs`; after that it was mended on paper only, and is overdue.
 */
export function isOverdue(order: WorkOrder, now: Instant, graceMs: number): boolean {
  if (isFinished(order) || now <= order.dueAt) return false;
  const { state, mendedAt } = order;
  const isAwaited =
    state === 'mended' && mendedAt !== null && mendedAt <= order.dueAt && now - mendedAt < graceMs;
  return !isAwaited;
}

export interface ReminderPolicy {
  readonly everyMs: number;
  /** How many reminders an order has, at most; 0 is none. */
  readonly most: number;
  readonly graceMs: number;
}

/**
 * How many reminders there should have been by now; null where none is missing. The first when it becomes overdue, then
 * one every `everyMs`; those that nobody could send are one.
 */
export function remindersDue(order: WorkOrder, now: Instant, policy: ReminderPolicy): number | null {
  if (!isOverdue(order, now, policy.graceMs)) return null;
  const due = Math.min(policy.most, Math.floor((now - order.dueAt) / policy.everyMs) + 1);
  return due > order.reminders ? due : null;
}
