import type { Instant } from '../../kernel/instant.js';
import type { Message } from './message.js';

/** `waiting`: for its next attempt. `dead`: given up; only people can wake it. */
export const DELIVERY_STATES = ['waiting', 'sent', 'dead'] as const;
export type DeliveryState = (typeof DELIVERY_STATES)[number];

/** One digest on its way to one channel. */
export interface Delivery {
  /** Goes along as the idempotency key, so that a receiver can tell an attempt that is made again. */
  readonly id: string;
  readonly channelId: string;
  readonly villageId: string | null;
  readonly message: Message;
  readonly state: DeliveryState;
  /** Since it was made, or since people woke it. */
  readonly attempts: number;
  /** Not before; null unless it waits. */
  readonly nextAt: Instant | null;
  readonly createdAt: Instant;
  readonly attemptedAt: Instant | null;
  readonly sentAt: Instant | null;
  readonly lastError: string | null;
  /** What people can do about it; null where waiting is all. */
  readonly advice: string | null;
}

/** How an attempt ended. */
export type Outcome =
  | { readonly kind: 'sent'; readonly remark: string | null }
  /** It may work later; with advice, the sooner if people follow it. */
  | { readonly kind: 'failed'; readonly error: string; readonly advice?: string }
  /** The receiver wants us to be slower. */
  | { readonly kind: 'throttled'; readonly error: string; readonly waitMs: number }
  /** It will not work until people do something. */
  | { readonly kind: 'refused'; readonly error: string; readonly advice: string };
