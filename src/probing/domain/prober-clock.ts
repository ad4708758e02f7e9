import type { Instant } from '../../kernel/instant.js';

/** Two messages that passed between whoever plans and a prober, each instant by the clock of who wrote it. */
export interface Passage {
  /** By the planner's clock. */
  readonly postedAt: Instant;
  readonly arrivedAt: Instant;
  /** By the prober's clock. */
  readonly takenAt: Instant;
  readonly sentAt: Instant;
}

/**
 * Milliseconds that the prober's clock is ahead of the planner's; 0 where both may be right. A message takes some time and
 * never less than none, so the difference lies between two bounds; within them nobody can tell. Worked value: posted at 0 and
 * taken at 300,050, sent at 300,900 and arrived at 1,000: ahead by 299,900 to 300,050, so by 299,975.
 */
export function aheadByMs({ postedAt, arrivedAt, takenAt, sentAt }: Passage): number {
  const most = takenAt - postedAt;
  const least = sentAt - arrivedAt;
  return least <= 0 && most >= 0 ? 0 : Math.round((most + least) / 2);
}

/**
 * What a prober takes its own clock to be ahead by, from when a job was posted (by the planner's clock) and taken (by its
 * own): a job that stays `staysMs` at the most cannot be older, nor come from the future. `before` is what it took it to
 * be until now. Worked value: posted at 300,000, taken at 40, stays 60,000: ahead by -299,960; the next job, taken 20 ms after
 * it was posted, makes it -299,980.
 */
export function agreedAheadMs(
  before: number,
  {
    postedAt,
    takenAt,
    staysMs,
  }: { readonly postedAt: Instant; readonly takenAt: Instant; readonly staysMs: number },
): number {
  const apart = takenAt - postedAt;
  const isPossible = apart >= 0 && apart <= staysMs;
  if (before === 0) return isPossible ? 0 : apart;
  const isOff = apart - before > staysMs || apart < before;
  return isOff ? (isPossible ? 0 : apart) : before;
}
