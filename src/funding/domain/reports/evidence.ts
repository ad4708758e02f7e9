import { type Fen, negated } from '../../../kernel/money.js';
import type { LedgerEntry } from '../entry.js';
import type { Purchase } from '../purchase.js';
import { type IsOffline, isSpent, type Outcome, periodOf, type VillageBooks } from './books.js';

/** The number of a village's money that a row counts in. */
export type MoneyPart = 'carried' | 'received' | 'spent' | 'reserved';

/** A row of the ledger, and what of it counts: less than all only of a programme. */
export interface CountedRow extends LedgerEntry {
  readonly part: MoneyPart;
  readonly countedFen: Fen;
}

/** Ids of the cameras that each number of a purchase counts. */
export interface CountedUnits {
  readonly purchaseId: string;
  readonly installed: readonly string[];
  readonly confirmed: readonly string[];
  readonly explained: readonly string[];
  /** Explained, too, and without a camera. */
  readonly explainedMissing: number;
  readonly offline: readonly string[];
}

/** What every number of a village is counted from. */
export interface VillageEvidence {
  readonly villageId: string;
  readonly rows: readonly CountedRow[];
  readonly units: readonly CountedUnits[];
  /** Places; null while coverage cannot tell. */
  readonly gapsClosed: readonly string[] | null;
}

/**
 * The rows that a village's money is the sum of, in their order: `received` and `carried` as they are, `spent` and
 * `reserved` with the sign turned. Rows that were undone are among them with those that undid them; those of what is void
 * are not, and are zero together.
 */
export function rowsBehind(
  { awards, purchases }: VillageBooks,
  year: number | null,
  entries: readonly LedgerEntry[],
): readonly CountedRow[] {
  const awardOf = new Map(awards.map((award) => [award.id, award]));
  const purchaseOf = new Map(purchases.map((purchase) => [purchase.id, purchase]));
  return entries.flatMap((entry) => {
    const award = entry.purchaseId === null ? awardOf.get(entry.awardId) : undefined;
    const purchase = entry.purchaseId === null ? undefined : purchaseOf.get(entry.purchaseId);
    const day = award?.receivedOn ?? purchase?.boughtOn;
    const period = day === undefined ? 'after' : periodOf(day, year);
    if (period === 'after') return [];
    const part = period === 'before' ? 'carried' : purchase === undefined ? 'received' : partOf(purchase);
    return [{ ...entry, part, countedFen: entry.amountFen }];
  });
}

/** Of a programme: the rows that stand of its purchases, each with what of it paid for cameras of the programme. */
export function rowsBehindPortions(
  { outcomes }: VillageBooks,
  entries: readonly LedgerEntry[],
): readonly CountedRow[] {
  const portionOf = new Map(outcomes.map(({ purchase }) => [purchase.id, purchase]));
  return entries.flatMap((entry) => {
    const portion = entry.purchaseId === null ? undefined : portionOf.get(entry.purchaseId);
    const stands = portion?.version === entry.version && entry.reverses === null;
    const share = portion?.shares.find(({ awardId }) => awardId === entry.awardId);
    if (portion === undefined || !stands || share === undefined) return [];
    return [{ ...entry, part: partOf(portion), countedFen: negated(share.amountFen) }];
  });
}

export function unitsBehind({ purchase, account }: Outcome, isOffline: IsOffline): CountedUnits {
  const { cameras, lines } = account;
  const idsOf = (is: (camera: (typeof cameras)[number]) => boolean) =>
    cameras.filter(is).map(({ cameraId }) => cameraId);
  return {
    purchaseId: purchase.id,
    installed: idsOf(() => true),
    confirmed: idsOf(({ isConfirmed }) => isConfirmed),
    explained: idsOf(({ isConfirmed, words }) => !isConfirmed && words !== null),
    explainedMissing: lines.reduce((sum, { explainedMissing }) => sum + explainedMissing, 0),
    offline: idsOf(({ cameraId }) => isOffline(cameraId)),
  };
}

function partOf(purchase: Pick<Purchase, 'state'>): MoneyPart {
  return isSpent(purchase) ? 'spent' : 'reserved';
}
