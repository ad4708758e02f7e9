import { DomainError } from '../../kernel/domain-error.js';
import type { Instant } from '../../kernel/instant.js';
import { type Fen, formatYuan, negated, NO_MONEY, plus, total } from '../../kernel/money.js';
import { type Award, awardName } from './award.js';
import type { Share } from './purchase.js';

/**
 * One row of the ledger. Rows are added and never changed: what is corrected is reversed by a row of the opposite amount,
 * and entered anew. Every balance is a sum of these.
 */
export interface LedgerEntry {
  readonly id: string;
  readonly at: Instant;
  readonly villageId: string;
  readonly awardId: string;
  /** Null for money that came in. */
  readonly purchaseId: string | null;
  /** Of the award that came in, or of the purchase that it is spent for. */
  readonly version: number;
  /** More than zero for what comes in or back, less for what is spent or taken back. */
  readonly amountFen: Fen;
  /** The entry that this one undoes; null for one that undoes none. */
  readonly reverses: string | null;
  /** Why it was corrected; null for a first version. */
  readonly reason: string | null;
  readonly by: string;
}

/** When, by whom, and why what it makes is written. */
export interface Mark {
  readonly at: Instant;
  readonly by: string;
  readonly reason: string | null;
  readonly nextId: () => string;
}

type AwardHead = Pick<Award, 'id' | 'villageId' | 'version' | 'amountFen'>;
interface PurchaseHead {
  readonly id: string;
  readonly villageId: string;
  readonly version: number;
  readonly shares: readonly Share[];
}

export function entryOfAward({ id, villageId, version, amountFen }: AwardHead, mark: Mark): LedgerEntry {
  return { ...written(mark), villageId, awardId: id, purchaseId: null, version, amountFen, reverses: null };
}

/** One for each share. */
export function entriesOfPurchase(purchase: PurchaseHead, mark: Mark): readonly LedgerEntry[] {
  const { id: purchaseId, villageId, version, shares } = purchase;
  return shares.map(({ awardId, amountFen }) => ({
    ...written(mark),
    villageId,
    awardId,
    purchaseId,
    version,
    amountFen: negated(amountFen),
    reverses: null,
  }));
}

/** What undoes those of `entries` that are neither undone already nor undo another. */
export function reversalsOf(entries: readonly LedgerEntry[], mark: Mark): readonly LedgerEntry[] {
  const undone = new Set(entries.map(({ reverses }) => reverses));
  const standing = entries.filter(({ id, reverses }) => reverses === null && !undone.has(id));
  return standing.map((entry) => ({
    ...entry,
    ...written(mark),
    amountFen: negated(entry.amountFen),
    reverses: entry.id,
  }));
}

/** An award with what is left of it. */
export interface Source {
  readonly award: Award;
  readonly leftFen: Fen;
}

/** Throws `award-overdrawn`, with what is left, where `entries` would take more from a source than there is. */
export function refuseOverdraft(sources: ReadonlyMap<string, Source>, entries: readonly LedgerEntry[]): void {
  for (const { award, leftFen } of sources.values()) {
    const change = total(
      entries.filter(({ awardId }) => awardId === award.id).map((entry) => entry.amountFen),
    );
    if (plus(leftFen, change) >= NO_MONEY) continue;
    throw overdrawn(award, leftFen, entries);
  }
}

function overdrawn(award: Award, leftFen: Fen, entries: readonly LedgerEntry[]): DomainError {
  const mine = entries.filter(({ awardId }) => awardId === award.id);
  const back = total(mine.filter(({ reverses }) => reverses !== null).map((entry) => entry.amountFen));
  if (mine.some(({ purchaseId }) => purchaseId === null))
    return new DomainError(
      'conflict',
      'award-overdrawn',
      `${formatYuan(plus(award.amountFen, negated(leftFen)))} yuan of ${awardName(award)} are spent already, more than it would be; correct the purchases first.`,
    );
  const asked = negated(
    total(mine.filter(({ reverses }) => reverses === null).map((entry) => entry.amountFen)),
  );
  return new DomainError(
    'conflict',
    'award-overdrawn',
    `${awardName(award)} has ${formatYuan(plus(leftFen, back))} yuan left, and ${formatYuan(asked)} are asked of it; take the rest from another source.`,
    [{ path: 'funding', message: `at most ${plus(leftFen, back)} fen are left` }],
  );
}

function written({ at, by, reason, nextId }: Mark): Pick<LedgerEntry, 'id' | 'at' | 'by' | 'reason'> {
  return { id: nextId(), at, by, reason };
}
