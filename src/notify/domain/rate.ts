import type { ChannelKind } from './channel.js';

/** No more than `count` messages within any `windowMs`. */
export interface RateLimit {
  readonly count: number;
  readonly windowMs: number;
}

/** What the robots allow; the others get what an honest sender of digests needs at most. */
export const RATE_LIMITS: Readonly<Record<ChannelKind, readonly RateLimit[]>> = {
  dingtalk: [{ count: 20, windowMs: 60_000 }],
  wecom: [{ count: 20, windowMs: 60_000 }],
  feishu: [
    { count: 5, windowMs: 1_000 },
    { count: 100, windowMs: 60_000 },
  ],
  webhook: [{ count: 20, windowMs: 1_000 }],
  email: [{ count: 60, windowMs: 60_000 }],
};

/**
 * From when on the next message keeps to every limit, given when the ones before were over (any order). Counted from
 * their end: the receiver counted them no later, so however long they travelled it sees no more than allowed.
 */
export function allowedFrom(endedAt: readonly number[], limits: readonly RateLimit[]): number {
  const newestFirst = endedAt.toSorted((a, b) => b - a);
  const perLimit = limits.map(({ count, windowMs }) => (newestFirst[count - 1] ?? -Infinity) + windowMs);
  return Math.max(...perLimit);
}
