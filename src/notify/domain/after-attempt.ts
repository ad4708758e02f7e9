import { DAY_MS, type Instant } from '../../kernel/instant.js';
import { type RetryRules, retryDelayMs } from './backoff.js';
import type { Delivery, Outcome } from './delivery.js';

export interface AttemptRules extends RetryRules {
  readonly maxAttempts: number;
}

export type DeliveryChange = Partial<
  Pick<Delivery, 'state' | 'attempts' | 'nextAt' | 'attemptedAt' | 'sentAt' | 'lastError' | 'advice'>
>;

const LOOK_THERE = 'Look whether the receiver is up and reached from here, then retry.';
/** A receiver that has been wanting us to be slower for so long will not take it any more. */
const MAX_THROTTLED_MS = DAY_MS;

/**
 * What becomes of a delivery, whose `attempts` count this one in. Being asked to wait is no failure and costs no
 * attempt; everything else ends after `maxAttempts` in the list of the dead.
 */
export function afterAttempt(
  { attempts, createdAt }: Pick<Delivery, 'attempts' | 'createdAt'>,
  outcome: Outcome,
  { now, chance, rules }: { readonly now: Instant; readonly chance: number; readonly rules: AttemptRules },
): DeliveryChange {
  switch (outcome.kind) {
    case 'sent':
      return { state: 'sent', nextAt: null, sentAt: now, lastError: outcome.remark, advice: null };
    case 'refused':
      return dead(outcome.error, outcome.advice);
    case 'throttled':
      if (now - createdAt >= MAX_THROTTLED_MS)
        return dead(outcome.error, 'It wants fewer messages all day; look at who else uses it, then retry.');
      return { attempts: attempts - 1, nextAt: now + outcome.waitMs, lastError: outcome.error };
    case 'failed': {
      const { error: lastError, advice = null } = outcome;
      if (attempts >= rules.maxAttempts) return dead(lastError, advice ?? LOOK_THERE);
      return { nextAt: now + retryDelayMs(attempts, chance, rules), lastError, advice };
    }
  }
}

function dead(lastError: string, advice: string): DeliveryChange {
  return { state: 'dead', nextAt: null, lastError, advice };
}
