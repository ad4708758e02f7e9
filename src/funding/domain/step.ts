import type { Instant } from '../../kernel/instant.js';
import type { Deed, PurchaseAction } from './act.js';
import type { Person } from './person.js';
import type { PurchaseState } from './purchase.js';

/** One thing that was done to a purchase. Steps are added and never changed. */
export interface PurchaseStep {
  readonly id: string;
  readonly purchaseId: string;
  readonly at: Instant;
  readonly action: PurchaseAction | 'enter' | 'import';
  /** Null for the first. */
  readonly from: PurchaseState | null;
  readonly to: PurchaseState;
  readonly actor: Person;
  /** What was said with it: a reason, dates, an objection, the version. */
  readonly details: Readonly<Record<string, unknown>>;
}

export type StepMark = Pick<PurchaseStep, 'id' | 'at' | 'actor'>;

export function firstStep(purchaseId: string, mark: StepMark): PurchaseStep {
  return { ...mark, purchaseId, action: 'enter', from: null, to: 'draft', details: { version: 1 } };
}

/** The file that it stood in, by name and digest, is among the details. */
export function importStep(
  { id, state }: { readonly id: string; readonly state: PurchaseState },
  details: PurchaseStep['details'],
  mark: StepMark,
): PurchaseStep {
  return {
    ...mark,
    purchaseId: id,
    action: 'import',
    from: null,
    to: state,
    details: { version: 1, ...details },
  };
}

export function stepOf(
  before: { readonly id: string; readonly state: PurchaseState },
  to: PurchaseState,
  deed: Deed,
  mark: StepMark,
): PurchaseStep {
  const { action, ...details } = deed;
  return { ...mark, purchaseId: before.id, action, from: before.state, to, details };
}
