import type { Person } from '../../api/session.ts';
import type { Purchase, PurchaseState } from './answers.ts';

export type Step = 'submit' | 'approve' | 'publicise' | 'close';
export type Deed = Step | 'return' | 'objections' | 'void';

export interface NextStep {
  readonly step: Step;
  /** Who takes it. */
  readonly by: 'village' | 'town';
  readonly isOverdue: boolean;
}

type Weighed = Pick<Purchase, 'state' | 'dueAt' | 'submittedBy' | 'isImported'>;

const STEPS: Readonly<Record<PurchaseState, Pick<NextStep, 'step' | 'by'> | null>> = {
  draft: { step: 'submit', by: 'village' },
  returned: { step: 'submit', by: 'village' },
  submitted: { step: 'approve', by: 'town' },
  approved: { step: 'publicise', by: 'village' },
  publicised: { step: 'close', by: 'town' },
  closed: null,
  void: null,
};

/** What has to be done with a purchase next; null where nothing is left. */
export function nextStepOf({ state, dueAt }: Weighed, nowMs = Date.now()): NextStep | null {
  const next = STEPS[state];
  return next && { ...next, isOverdue: dueAt !== null && Date.parse(dueAt) < nowMs };
}

/** Why whoever looks at it cannot take its next step; null where they can. */
export function hindrance(purchase: Weighed, who: Person | null): 'other-role' | 'same-person' | null {
  const next = STEPS[purchase.state];
  const isTheirs = who?.role === 'admin' || (who?.role === 'village' && next?.by === 'village');
  if (!isTheirs) return 'other-role';
  const needsFourEyes = next?.step === 'approve' || (next?.step === 'close' && purchase.isImported);
  return needsFourEyes && purchase.submittedBy === who.name ? 'same-person' : null;
}

const WITH_THE_VILLAGE: ReadonlySet<PurchaseState> = new Set(['draft', 'returned']);
const PAST_APPROVAL: ReadonlySet<PurchaseState> = new Set(['approved', 'publicised', 'closed']);

/** Whether they may say it anew, or take it back: what waits with the town lies still. */
export function mayCorrect({ state }: Pick<Purchase, 'state'>, who: Person | null): boolean {
  if (who?.role === 'admin') return WITH_THE_VILLAGE.has(state) || PAST_APPROVAL.has(state);
  return who?.role === 'village' && WITH_THE_VILLAGE.has(state);
}

/** What else may be done besides the next step. */
export function asidesOf({ state }: Pick<Purchase, 'state'>, who: Person | null): readonly Deed[] {
  const deeds: Deed[] = [];
  const isTown = who?.role === 'admin';
  if (isTown && ['submitted', 'approved', 'publicised'].includes(state)) deeds.push('return');
  if (state === 'publicised' && (isTown || who?.role === 'village')) deeds.push('objections');
  return deeds;
}
