import { HOUR_MS, type Instant } from '../../kernel/instant.js';
import { isOverdue } from './due.js';
import type { WorkOrder } from './order.js';

/** How a contractor, or whoever the orders are grouped by, did. Shares are 0…1; null where there is nothing to share. */
export interface Figures {
  /** Orders that were opened, cancelled ones aside. */
  readonly orders: number;
  /** Of these, closed: probing has confirmed them. */
  readonly mended: number;
  /** From opened to mended, of those that somebody mended and probing confirmed. */
  readonly medianHours: number | null;
  readonly meanHours: number | null;
  /** Mended too late, or too late already and not mended. */
  readonly overdueShare: number | null;
  /** Fell again soon after they were closed. */
  readonly reopenedShare: number | null;
}

/** Worked value: mended after 2, 4 and 9 hours: median 4, mean 5. */
export function figuresOf(orders: readonly WorkOrder[], now: Instant, graceMs: number): Figures {
  const counted = orders.filter(({ state }) => state !== 'cancelled');
  const closed = counted.filter(({ state }) => state === 'closed');
  const hours = closed
    .flatMap(({ openedAt, mendedAt }) => (mendedAt === null ? [] : [(mendedAt - openedAt) / HOUR_MS]))
    .toSorted((a, b) => a - b);
  const share = (part: readonly WorkOrder[]): number | null =>
    counted.length === 0 ? null : part.length / counted.length;
  return {
    orders: counted.length,
    mended: closed.length,
    medianHours: medianOf(hours),
    meanHours: hours.length === 0 ? null : hours.reduce((sum, one) => sum + one, 0) / hours.length,
    overdueShare: share(counted.filter((order) => wasLate(order) || isOverdue(order, now, graceMs))),
    reopenedShare: share(counted.filter(({ reopened }) => reopened > 0)),
  };
}

function wasLate({ state, mendedAt, finishedAt, dueAt }: WorkOrder): boolean {
  return state === 'closed' && (mendedAt ?? finishedAt ?? 0) > dueAt;
}

/** Of sorted numbers; the mean of the middle two where they are even. */
function medianOf(sorted: readonly number[]): number | null {
  if (sorted.length === 0) return null;
  const middle = Math.floor(sorted.length / 2);
  return sorted.length % 2 === 1 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2;
}
