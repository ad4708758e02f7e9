import { HOUR_MS, type Instant, MINUTE_MS } from '../../kernel/instant.js';

export type LoginRefusal = 'login-rejected' | 'login-locked';
export type LoginProtocol = 'onvif' | 'rtsp';

export interface Refusal {
  readonly key: string;
  readonly at: Instant;
  readonly as: LoginRefusal;
  readonly over: LoginProtocol;
  /** A doubt: until then nothing is sent, and the next refusal is for good. Null: refused for good. */
  readonly until: Instant | null;
}

/**
 * What is known of one camera's login. A credential that was refused is not sent again until it changes, over ONVIF and
 * RTSP alike. A refusal after earlier success may only mean "full" (Dahua answers 401 then), or that somebody else
 * locked the account: one more try, after a pause, decides.
 */
export interface LoginBudget {
  /** Names the credential, and its version, that was accepted last. */
  readonly acceptedKey: string | null;
  /** To the hour: what does not change need not be written. */
  readonly acceptedAt: Instant | null;
  /** Null while logins may be sent. */
  readonly refusal: Refusal | null;
}

export const FRESH_BUDGET: LoginBudget = { acceptedKey: null, acceptedAt: null, refusal: null };

/** Longer than the commonest "too many sessions", and than Hikvision's 30 minutes of locking. */
const PAUSE_MS: Record<LoginRefusal, number> = {
  'login-rejected': 10 * MINUTE_MS,
  'login-locked': 45 * MINUTE_MS,
};

/** Changes with every change of the credential. */
export function credentialKey(credentialId: string, version: number): string {
  return `${credentialId} ${version}`;
}

export function mayLogin({ refusal }: LoginBudget, key: string, now: Instant): boolean {
  return refusal?.key !== key || (refusal.until !== null && now >= refusal.until);
}

/** True while a refusal of this credential may only be a busy device. */
export function isLoginTrusted({ acceptedKey, refusal }: LoginBudget, key: string): boolean {
  return acceptedKey === key && (refusal?.key !== key || refusal.until !== null);
}

/**
 * Only the protocol that doubted can dispel the doubt: a device whose ONVIF takes the login and whose RTSP does not
 * would else be sent a refused login after every pause.
 */
export function loginAccepted(
  budget: LoginBudget,
  key: string,
  over: LoginProtocol,
  now: Instant,
): LoginBudget {
  const { refusal, acceptedAt } = budget;
  const isNews = budget.acceptedKey !== key || refusal !== null || now - (acceptedAt ?? 0) >= HOUR_MS;
  if (!isNews) return budget;
  const isStillInDoubt = refusal?.key === key && refusal.over !== over;
  return { acceptedKey: key, acceptedAt: now, refusal: isStillInDoubt ? refusal : null };
}

export function loginRefused(
  budget: LoginBudget,
  { key, as, over }: Pick<Refusal, 'key' | 'as' | 'over'>,
  now: Instant,
): LoginBudget {
  const isFirst = budget.refusal?.key !== key;
  const until = isFirst && budget.acceptedKey === key ? now + PAUSE_MS[as] : null;
  return { ...budget, refusal: { key, as, over, at: now, until } };
}
