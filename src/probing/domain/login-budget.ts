import type { Instant } from '../../kernel/instant.js';

export type LoginRefusal = 'login-rejected' | 'login-locked';

/**
 * What is known of one camera's login. A credential that was refused is not sent again until it changes, over ONVIF and
 * RTSP alike. A refusal after earlier success may only mean "full" (Dahua answers 401 then): one more try, after a
 * pause, decides.
 */
export interface LoginBudget {
  /** Names the credential and its version that was refused for good; null while logins may be sent. */
  readonly refusedKey: string | null;
  readonly refusedAt: Instant | null;
  /** How it was refused: rejected, or the account locked. */
  readonly refusedAs: LoginRefusal | null;
  /** The credential that was accepted last. */
  readonly acceptedKey: string | null;
  readonly acceptedAt: Instant | null;
  /** A refusal after success: until then nothing is sent, and the next refusal is for good. */
  readonly doubtedUntil: Instant | null;
}

export const FRESH_BUDGET: LoginBudget = {
  refusedKey: null,
  refusedAt: null,
  refusedAs: null,
  acceptedKey: null,
  acceptedAt: null,
  doubtedUntil: null,
};

/** Longer than the commonest "too many sessions" lasts. */
export const DOUBT_PAUSE_MS = 10 * 60_000;

/** Changes with every change of the credential. */
export function credentialKey(credentialId: string, version: number): string {
  return `${credentialId} ${version}`;
}

export function mayLogin(budget: LoginBudget, key: string, now: Instant): boolean {
  if (budget.refusedKey === key) return false;
  return budget.acceptedKey !== key || budget.doubtedUntil === null || now >= budget.doubtedUntil;
}

export function loginAccepted(budget: LoginBudget, key: string, now: Instant): LoginBudget {
  return {
    ...budget,
    refusedKey: null,
    refusedAt: null,
    acceptedKey: key,
    acceptedAt: now,
    doubtedUntil: null,
  };
}

export function loginRefused(budget: LoginBudget, key: string, as: LoginRefusal, now: Instant): LoginBudget {
  const isFirstDoubt = as === 'login-rejected' && budget.acceptedKey === key && budget.doubtedUntil === null;
  if (isFirstDoubt) return { ...budget, doubtedUntil: now + DOUBT_PAUSE_MS };
  return { ...budget, refusedKey: key, refusedAt: now, refusedAs: as, doubtedUntil: null };
}
