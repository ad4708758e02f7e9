import { type Instant, SECOND_MS } from '../../kernel/instant.js';

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

/** What a prober takes its own clock to be ahead by. */
export interface Agreement {
  readonly aheadMs: number;
  /** Since when every job says otherwise, by a clock that never jumps; null while they agree. */
  readonly doubtedMs: number | null;
}

export interface TakenJob {
  /** By the planner's clock. */
  readonly postedAt: Instant;
  /** By the prober's own. */
  readonly takenAt: Instant;
  /** No job stays longer in the queue. */
  readonly staysMs: number;
  /** When it was taken by a clock that never jumps. */
  readonly nowMs: number;
}

/** A queue that hung hands out all at once what it held back: such jobs are late, and the clock is right. */
const DOUBTED_FOR_MS = 5 * SECOND_MS;
/** So much better or worse a clock is known by one job that was quicker than those before. */
const REFINED_MS = 5 * SECOND_MS;

/**
 * What a prober takes its own clock to be ahead by when it took a job, from when that was posted: a job cannot be older than
 * jobs get, nor come from the future. The first job of all is believed (`before` is null); after it a clock is wrong when every
 * job of five seconds says so. Worked value, for jobs that stay a minute: posted at 300,000, taken at 40: ahead by -299,960; the
 * next job, taken 20 ms after it was posted, makes it -299,980.
 */
export function agreed(before: Agreement | null, job: TakenJob): Agreement {
  const known = before?.aheadMs ?? 0;
  const aheadMs = saidBy(job, known);
  const isBelieved = before === null || Math.abs(aheadMs - known) <= REFINED_MS;
  if (isBelieved) return { aheadMs, doubtedMs: null };
  const doubtedMs = before.doubtedMs ?? job.nowMs;
  const isConfirmed = job.nowMs - doubtedMs >= DOUBTED_FOR_MS;
  return isConfirmed ? { aheadMs, doubtedMs: null } : { ...before, doubtedMs };
}

function saidBy({ postedAt, takenAt, staysMs }: TakenJob, known: number): number {
  const apart = takenAt - postedAt;
  const isAsKnown = apart >= known && apart - known <= staysMs;
  if (isAsKnown) return known;
  const isRight = apart >= 0 && apart <= staysMs;
  return isRight ? 0 : apart;
}
