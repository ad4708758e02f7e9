import { HOUR_MS, type Instant, MINUTE_MS } from '../../kernel/instant.js';

export type LoginRefusal = 'login-rejected' | 'login-locked';
export type LoginProtocol = 'onvif' | 'rtsp';

export interface Refusal {
  readonly key: string;
  readonly at: Instant;
  readonly as: LoginRefusal;
  /** A doubt: until then nothing is sent, and the next refusal is for good. Null: refused for good. */
  readonly until: Instant | null;
}

/** What one protocol of the device made of our logins. */
export interface Ledger {
  /** Names the credential, and its version, that was accepted last. */
  readonly acceptedKey: string | null;
  /** To the hour: what does not change need not be written. */
  readonly acceptedAt: Instant | null;
  /** Null while logins may be sent. */
  readonly refusal: Refusal | null;
}

/**
 * What is known of one camera's login. A credential that was refused is not sent again until it changes, over ONVIF and
 * RTSP alike. A refusal after earlier success may only mean "full" (Dahua answers 401 then), or that somebody else
 * locked the account: one more try, after a pause, decides.
 */
export interface LoginBudget {
  readonly onvif: Ledger;
  readonly rtsp: Ledger;
}

const FRESH_LEDGER: Ledger = { acceptedKey: null, acceptedAt: null, refusal: null };
export const FRESH_BUDGET: LoginBudget = { onvif: FRESH_LEDGER, rtsp: FRESH_LEDGER };

/** Longer than the commonest "too many sessions", and than Hikvision's 30 minutes of locking. */
const PAUSE_MS: Record<LoginRefusal, number> = {
  'login-rejected': 10 * MINUTE_MS,
  'login-locked': 45 * MINUTE_MS,
};

/** Changes with every change of the credential. */
export function credentialKey(credentialId: string, version: number): string {
  return `${credentialId} ${version}`;
}

/** As above, of a camera; null where it has no login. */
export function credentialKeyOf({
  credentialId,
  credentialVersion,
}: {
  readonly credentialId: string | null;
  readonly credentialVersion: number | null;
}): string | null {
  return credentialId === null || credentialVersion === null
    ? null
    : credentialKey(credentialId, credentialVersion);
}

/**
 * What one protocol refused, neither sends; except that Hikvision's ONVIF has users of its own: its refusal says nothing
 * of an RTSP that took this very login, as long as ONVIF never did.
 */
export function mayLogin(budget: LoginBudget, key: string, over: LoginProtocol, now: Instant): boolean {
  const [own, other] = [budget[over], budget[otherThan(over)]];
  if (isBlocked(own, key, now)) return false;
  const isSpared = own.acceptedKey === key && other.acceptedKey !== key;
  return isSpared || !isBlocked(other, key, now);
}

/** Whether a login that goes out now may be refused for good: no protocol ever took it, and none holds it back. */
export function isUnproven(budget: LoginBudget, key: string, now: Instant): boolean {
  const ledgers = [budget.onvif, budget.rtsp];
  return ledgers.every((ledger) => ledger.acceptedKey !== key && !isBlocked(ledger, key, now));
}

/** True while a refusal of this credential may only be a busy device. */
export function isInDoubt({ onvif, rtsp }: LoginBudget, key: string): boolean {
  const ledgers = [onvif, rtsp].filter(({ refusal }) => refusal?.key === key);
  const isOver = ledgers.some(({ refusal, acceptedKey }) => refusal!.until === null && acceptedKey === key);
  return !isOver && ledgers.some(({ refusal }) => refusal!.until !== null);
}

/** The refusal that explains why this protocol sends no login. */
export function refusalOf(budget: LoginBudget, over: LoginProtocol): Refusal | null {
  return budget[over].refusal ?? budget[otherThan(over)].refusal;
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
  const { acceptedKey, acceptedAt, refusal } = budget[over];
  const isNews = acceptedKey !== key || refusal !== null || now - (acceptedAt ?? 0) >= HOUR_MS;
  return isNews ? { ...budget, [over]: { acceptedKey: key, acceptedAt: now, refusal: null } } : budget;
}

export function loginRefused(
  budget: LoginBudget,
  { key, as, over }: { readonly key: string; readonly as: LoginRefusal; readonly over: LoginProtocol },
  now: Instant,
): LoginBudget {
  const until = isDoubtful(budget, key, over) ? now + PAUSE_MS[as] : null;
  return { ...budget, [over]: { ...budget[over], refusal: { key, as, at: now, until } } };
}

/** "Full" is a word of RTSP alone, and a login that ONVIF took is one that the device knows. */
function isDoubtful(budget: LoginBudget, key: string, over: LoginProtocol): boolean {
  const [own, other] = [budget[over], budget[otherThan(over)]];
  const isOwn = own.acceptedKey === key;
  const isKnown = isOwn || (over === 'rtsp' && other.acceptedKey === key);
  const isSpared = over === 'rtsp' && isOwn && other.refusal?.until === null;
  return isKnown && own.refusal?.key !== key && (isSpared || other.refusal?.key !== key);
}

/** Of two accounts of one camera, kept by different processes, what happened last over each protocol. */
export function laterBudget(one: LoginBudget, other: LoginBudget): LoginBudget {
  const [onvif, rtsp] = [later(one.onvif, other.onvif), later(one.rtsp, other.rtsp)];
  return onvif === one.onvif && rtsp === one.rtsp ? one : { onvif, rtsp };
}

function later(one: Ledger, other: Ledger): Ledger {
  return lastOf(other) > lastOf(one) ? other : one;
}

function lastOf({ acceptedAt, refusal }: Ledger): Instant {
  return Math.max(acceptedAt ?? 0, refusal?.at ?? 0);
}

function isBlocked({ refusal }: Ledger, key: string, now: Instant): boolean {
  return refusal?.key === key && (refusal.until === null || now < refusal.until);
}

function otherThan(over: LoginProtocol): LoginProtocol {
  return over === 'onvif' ? 'rtsp' : 'onvif';
}
