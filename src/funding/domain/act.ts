import { DomainError } from '../../kernel/domain-error.js';
import type { Instant } from '../../kernel/instant.js';
import { type Day, plusDays } from './day.js';
import { dueOf } from './due.js';
import { isSamePerson, type Person } from './person.js';
import type { Purchase, PurchaseStanding, PurchaseState } from './purchase.js';

/** What is done to a purchase; the last one by the service itself. */
export type Deed =
  | { readonly action: 'submit' }
  | { readonly action: 'return'; readonly reason: string }
  | { readonly action: 'approve' }
  | Publication
  | { readonly action: 'object'; readonly words: string }
  | { readonly action: 'close'; readonly answer: string | null }
  | { readonly action: 'correct'; readonly reason: string; readonly version: number }
  | { readonly action: 'void'; readonly reason: string }
  | { readonly action: 'remind'; readonly reminders: number };
export type PurchaseAction = Deed['action'];

interface Publication {
  readonly action: 'publicise';
  readonly publicFrom: Day;
  readonly publicTo: Day;
  /** 监督委员会审核; null where it is not said. */
  readonly reviewedOn: Day | null;
}

export type DoerRole = 'admin' | 'technician' | 'planner' | 'village' | 'auditor' | 'system';

export interface Doer extends Person {
  readonly role: DoerRole;
}

/** What a step is weighed by. */
export interface Occasion {
  readonly now: Instant;
  /** The same in the time zone of the town. */
  readonly today: Day;
  /** How long people have for each step. */
  readonly dueMs: number;
  /** So many days a purchase is public, at least. */
  readonly publicDays: number;
}

interface Rule {
  readonly from: readonly PurchaseState[];
  readonly by: readonly DoerRole[];
}

const VILLAGE_AND_TOWN: readonly DoerRole[] = ['admin', 'village'];
const WITH_THE_VILLAGE: readonly PurchaseState[] = ['draft', 'returned'];
const PAST_APPROVAL: readonly PurchaseState[] = ['approved', 'publicised', 'closed'];
/** What lies with the village, it mends itself; what the town has approved, the town. What lies with the town waits. */
const CORRECTIONS: readonly Rule[] = [
  { from: WITH_THE_VILLAGE, by: VILLAGE_AND_TOWN },
  { from: PAST_APPROVAL, by: ['admin'] },
];

/** From which states, and by whom. */
export const PURCHASE_RULES: Readonly<Record<PurchaseAction, readonly Rule[]>> = {
  submit: [{ from: WITH_THE_VILLAGE, by: VILLAGE_AND_TOWN }],
  return: [{ from: ['submitted', 'approved', 'publicised'], by: ['admin'] }],
  approve: [{ from: ['submitted'], by: ['admin'] }],
  publicise: [{ from: ['approved'], by: VILLAGE_AND_TOWN }],
  object: [{ from: ['publicised'], by: VILLAGE_AND_TOWN }],
  close: [{ from: ['publicised'], by: ['admin'] }],
  correct: CORRECTIONS,
  void: CORRECTIONS,
  remind: [{ from: ['draft', 'submitted', 'returned', 'approved', 'publicised'], by: ['system'] }],
};

const NOT_PUBLIC = { publicFrom: null, publicTo: null, reviewedOn: null, objections: 0 } as const;

/**
 * A purchase after a deed; what a correction says anew is put in by whoever corrects. Refusals are {@link DomainError}s: `not-allowed` for whom it is not,
 * `wrong-state` where it must be done at another time, `same-person` for who would approve what they submitted or close what they imported, and what
 * each step asks for itself.
 */
export function act(purchase: Purchase, deed: Deed, by: Doer, occasion: Occasion): Purchase {
  refuseUnlessAllowed(purchase.state, deed, by);
  const next = { ...purchase, ...after(purchase, deed, by, occasion) };
  if (deed.action === 'remind') return next;
  const hasMoved = next.state !== purchase.state || deed.action === 'correct';
  const due = hasMoved ? { dueAt: dueOf(next, occasion), reminders: 0 } : {};
  return { ...next, ...due, revision: purchase.revision + 1 };
}

function after(purchase: Purchase, deed: Deed, by: Doer, occasion: Occasion): Partial<PurchaseStanding> {
  switch (deed.action) {
    case 'submit':
      return { state: 'submitted', submittedBy: personOf(by), ...NOT_PUBLIC };
    case 'return':
      return { state: 'returned', ...NOT_PUBLIC };
    case 'approve':
      refuseSamePerson(purchase, by);
      return { state: 'approved', isImported: false };
    case 'publicise':
      refuseShortNotice(deed, occasion);
      refuseOddReview(purchase, deed, occasion);
      return publicised(deed);
    case 'object':
      return { objections: purchase.objections + 1 };
    case 'close':
      refuseOwnImport(purchase, by);
      refuseEarlyClose(purchase, deed.answer, occasion);
      return { state: 'closed' };
    case 'correct':
      return {
        state: purchase.state === 'returned' ? 'returned' : 'draft',
        submittedBy: null,
        ...NOT_PUBLIC,
      };
    case 'void':
      return { state: 'void' };
    case 'remind':
      return { reminders: deed.reminders };
  }
}

function publicised({ publicFrom, publicTo, reviewedOn }: Publication): Partial<PurchaseStanding> {
  return { state: 'publicised', publicFrom, publicTo, reviewedOn, objections: 0 };
}

function personOf({ kind, id, userId, name }: Doer): Person {
  return { kind, id, userId, name };
}

function refuseUnlessAllowed(state: PurchaseState, { action }: Deed, { role }: Doer): void {
  const rules = PURCHASE_RULES[action];
  const here = rules.filter(({ from }) => from.includes(state));
  const asked = here.length === 0 ? rules : here;
  const roles = [...new Set(asked.flatMap(({ by }) => by))];
  if (!roles.includes(role))
    throw new DomainError(
      'forbidden',
      'not-allowed',
      `While a purchase is ${state}, ${action} is for ${roles.join(', ')}; your role is ${role}.`,
    );
  if (here.length > 0) return;
  const states = rules.flatMap(({ from }) => from).join(', ');
  throw new DomainError(
    'conflict',
    'wrong-state',
    `The purchase is ${state}; ${action} is possible while it is ${states}.`,
  );
}

/** Four eyes: through a token of theirs, too. */
function refuseSamePerson({ submittedBy }: Purchase, by: Doer): void {
  if (submittedBy === null || !isSamePerson(submittedBy, by)) return;
  throw new DomainError(
    'forbidden',
    'same-person',
    `${submittedBy.name} submitted this purchase; somebody else approves it.`,
  );
}

/** What an import made public was approved by nobody: the four eyes look at it in the end. */
function refuseOwnImport({ isImported, submittedBy }: Purchase, by: Doer): void {
  if (!isImported || submittedBy === null || !isSamePerson(submittedBy, by)) return;
  throw new DomainError(
    'forbidden',
    'same-person',
    `${submittedBy.name} imported this purchase; somebody else closes it.`,
  );
}

function refuseShortNotice({ publicFrom, publicTo }: Publication, { publicDays }: Occasion): void {
  const first = plusDays(publicFrom, publicDays - 1);
  if (publicTo >= first) return;
  const message = `must be ${first} or later: a purchase is public for at least ${publicDays} days`;
  throw new DomainError('unprocessable', 'public-too-briefly', `to: ${message}`, [{ path: 'to', message }]);
}

/** The committee looked at what was bought, before it hangs on the notice board. */
function refuseOddReview(
  { boughtOn }: Purchase,
  { reviewedOn, publicFrom }: Publication,
  { today }: Occasion,
): void {
  if (reviewedOn === null) return;
  if (reviewedOn < boughtOn || publicFrom < reviewedOn) {
    const message = `must be from ${boughtOn} on, when it was bought, until ${publicFrom}, when it is public`;
    refuseReview('reviewed-out-of-order', message);
  }
  if (reviewedOn > today) refuseReview('in-the-future', `must be ${today}, today, or earlier`);
}

function refuseReview(code: string, message: string): never {
  throw new DomainError('unprocessable', code, `reviewedOn: ${message}`, [{ path: 'reviewedOn', message }]);
}

function refuseEarlyClose(
  { publicTo, objections }: Purchase,
  answer: string | null,
  { today }: Occasion,
): void {
  if (publicTo !== null && today <= publicTo)
    throw new DomainError(
      'conflict',
      'still-public',
      `The purchase is public until ${publicTo}; close it after that day.`,
    );
  if (objections === 0 || answer !== null) return;
  const message = `say how the ${objections} objections were answered`;
  throw new DomainError('unprocessable', 'objections-open', `answer: ${message}`, [
    { path: 'answer', message },
  ]);
}
