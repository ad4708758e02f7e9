import { DAY_MS, type Instant } from '../../kernel/instant.js';
import { isSettled, type PurchaseStanding } from './purchase.js';

/**
 * By when the next step is to be taken: `dueMs` from now, of what is public from the end of its last day (UTC); null
 * where no step is left.
 */
export function dueOf(
  { state, publicTo }: Pick<PurchaseStanding, 'state' | 'publicTo'>,
  { now, dueMs }: { readonly now: Instant; readonly dueMs: number },
): Instant | null {
  if (isSettled({ state })) return null;
  return (state === 'publicised' && publicTo !== null ? Date.parse(publicTo) + DAY_MS : now) + dueMs;
}

/** Of one that is entered long after it was public: from the day of the import, lest all of them be late at once. */
export function dueOfImport(
  standing: Pick<PurchaseStanding, 'state' | 'publicTo'>,
  occasion: { readonly now: Instant; readonly dueMs: number },
): Instant | null {
  const due = dueOf(standing, occasion);
  return due === null ? null : Math.max(due, occasion.now + occasion.dueMs);
}

export interface ReminderPolicy {
  readonly everyMs: number;
  /** How many reminders a step has, at most; 0 is none. */
  readonly most: number;
}

/**
 * How many reminders of its next step there should have been by now; null where none is missing. The first when it is
 * overdue, then one every `everyMs`; those that nobody could send are one.
 */
export function remindersDue(
  { dueAt, reminders }: Pick<PurchaseStanding, 'dueAt' | 'reminders'>,
  now: Instant,
  { everyMs, most }: ReminderPolicy,
): number | null {
  if (dueAt === null || now <= dueAt) return null;
  let due = 0;
  for (let at = dueAt; at < now && due < most; at += everyMs) due += 1;
  return due > reminders ? due : null;
}
