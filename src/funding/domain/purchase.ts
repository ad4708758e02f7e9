import type { Instant } from '../../kernel/instant.js';
import { type Fen, times, total } from '../../kernel/money.js';
import type { Day } from './day.js';
import type { Person } from './person.js';

/**
 * A village writes a draft and submits it, the town approves it or returns it with a reason; approved, it is publicised
 * 公示, and closed when that is over. `void` 作废 is one that is taken back as a whole.
 */
export const PURCHASE_STATES = [
  'draft',
  'submitted',
  'returned',
  'approved',
  'publicised',
  'closed',
  'void',
] as const;
export type PurchaseState = (typeof PURCHASE_STATES)[number];

export interface PurchaseLine {
  readonly id: string;
  /** 支出事项, as `400万像素枪机`. */
  readonly what: string;
  readonly model: string | null;
  /** Whole pieces, 1 or more. */
  readonly quantity: number;
  readonly unitPriceFen: Fen;
  /** False for what is to be no camera of the register: a recorder, cable, the work. */
  readonly isCamera: boolean;
  /** 质保: months from the day of the purchase; null where none was agreed. */
  readonly warrantyMonths: number | null;
}

/** What one source pays of a purchase. */
export interface Share {
  readonly awardId: string;
  /** More than zero. */
  readonly amountFen: Fen;
}

/** What a purchase says. A correction says it anew. */
export interface PurchaseTerms {
  readonly boughtOn: Day;
  readonly supplier: string;
  readonly contractNumber: string | null;
  readonly invoiceNumber: string | null;
  readonly note: string | null;
  /** Never empty; in the order of the invoice. */
  readonly lines: readonly PurchaseLine[];
  /** Of different sources of its village; they add up to the lines. */
  readonly shares: readonly Share[];
}

/** Where a purchase stands on its way. */
export interface PurchaseStanding {
  readonly state: PurchaseState;
  /** Who submitted it last; null while nobody has. */
  readonly submittedBy: Person | null;
  /** Publicised by an import of past years: nobody in the town has approved it, until somebody does. */
  readonly isImported: boolean;
  /** 公示起止, both days counted in; null unless it is or was publicised. */
  readonly publicFrom: Day | null;
  readonly publicTo: Day | null;
  /** 监督委员会审核: when the committee of the village looked at it; null where that is not written down. */
  readonly reviewedOn: Day | null;
  /** 异议: how many were noted since it was last publicised. */
  readonly objections: number;
  /** By when its next step is to be taken; null where none is left. */
  readonly dueAt: Instant | null;
  /** How often people were reminded of that step. */
  readonly reminders: number;
  /** Grows by one with every step but a reminder. */
  readonly revision: number;
}

export interface Purchase extends PurchaseTerms, PurchaseStanding {
  readonly id: string;
  readonly villageId: string;
  /** 1, and one more with every correction. */
  readonly version: number;
  readonly createdAt: Instant;
  readonly createdBy: string;
}

export function totalOf(lines: readonly Pick<PurchaseLine, 'quantity' | 'unitPriceFen'>[]): Fen {
  return total(lines.map(({ quantity, unitPriceFen }) => times(unitPriceFen, quantity)));
}

/** Nothing of it is to be done any more, unless it is corrected. */
export function isSettled({ state }: Pick<Purchase, 'state'>): boolean {
  return state === 'closed' || state === 'void';
}
