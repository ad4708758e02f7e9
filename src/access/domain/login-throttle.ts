import { MINUTE_MS, type Instant, SECOND_MS } from '../../kernel/instant.js';

/** The attempts of one account or one address that have not ended well. */
export interface Attempts {
  readonly count: number;
  /** When the last one was let through. */
  readonly lastAt: Instant;
}

export const LONGEST_WAIT_MS = 15 * MINUTE_MS;
/** Nobody counts attempts for longer. */
export const FORGOTTEN_AFTER_MS = 60 * MINUTE_MS;

/**
 * Milliseconds until the next attempt is let through; 0 for at once. The first `free` attempts wait for nothing, the
 * one after them two seconds from the last, and each further one twice as long, up to a quarter of an hour. With 5 free
 * ones, the 9th waits 16 s: 2 s · 2^(8 − 5).
 */
export function waitMs(attempts: Attempts | undefined, free: number, now: Instant): number {
  if (attempts === undefined || isForgotten(attempts, now) || attempts.count < free) return 0;
  const pauseMs = Math.min(2 * SECOND_MS * 2 ** Math.min(attempts.count - free, 20), LONGEST_WAIT_MS);
  return Math.min(Math.max(attempts.lastAt + pauseMs - now, 0), pauseMs);
}

export function withAttempt(attempts: Attempts | undefined, now: Instant): Attempts {
  const isNew = attempts === undefined || isForgotten(attempts, now);
  return { count: isNew ? 1 : attempts.count + 1, lastAt: now };
}

export function isForgotten({ lastAt }: Attempts, now: Instant): boolean {
  return now - lastAt >= FORGOTTEN_AFTER_MS;
}
