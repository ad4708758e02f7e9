import { plus } from '../../../kernel/money.js';
import type { Award } from '../award.js';
import type { Share } from '../purchase.js';
import { type IsOffline, isWithin, type Outcome, type VillageBooks } from './books.js';
import { type Money, moneyOf, moneyOfSpending, unitsOfSpending } from './figures.js';
import type { IncomeRow, SpendingRow, VillageAccount } from './fund-report.js';
import { portionOf } from './portion.js';
import { spendingRow } from './spending-row.js';

/** What an account says of its cameras beside its books. */
export interface Sights {
  readonly isOffline: IsOffline;
  /** Null where coverage cannot tell. */
  readonly gapsClosed: number | null;
}

/** Of all that a village had and bought in a year; null is all years. */
export function villageAccount(books: VillageBooks, year: number | null, sights: Sights): VillageAccount {
  const income = books.awards
    .filter(({ receivedOn }) => isWithin(receivedOn, year))
    .map((award) => incomeRow(award));
  return made(books, { income, outcomes: books.outcomes, money: () => moneyOf(books, year) }, sights);
}

/**
 * The books of one programme in a village: of its purchases what {@link portionOf} leaves of them. Its account, which
 * {@link programmeAccount} makes, has as income what sources paid for these, so nothing of it is carried or left.
 */
export function booksOfProgramme(books: VillageBooks, isOf: (cameraId: string) => boolean): VillageBooks {
  const outcomes = books.outcomes.flatMap((outcome) => portionOf(outcome, isOf) ?? []);
  return { ...books, outcomes };
}

export function programmeAccount(books: VillageBooks, sights: Sights): VillageAccount {
  const paid = paidBy(books.outcomes.flatMap(({ purchase }) => purchase.shares));
  const income = books.awards
    .filter(({ id }) => paid.has(id))
    .map((award) => incomeRow({ ...award, amountFen: paid.get(award.id)! }));
  return made(books, { income, outcomes: books.outcomes, money: moneyOfSpending }, sights);
}

interface Parts {
  readonly income: readonly IncomeRow[];
  readonly outcomes: readonly Outcome[];
  readonly money: (spending: readonly SpendingRow[]) => Money;
}

function made(
  { villageId, village, awards }: VillageBooks,
  { income, outcomes, money }: Parts,
  { isOffline, gapsClosed }: Sights,
): VillageAccount {
  const awardOf = new Map(awards.map((award) => [award.id, award]));
  const spending = outcomes
    .map((outcome) => spendingRow(outcome, awardOf, isOffline))
    .toSorted((one, other) => inOrder(one.boughtOn, other.boughtOn));
  return {
    villageId,
    village,
    figures: { ...money(spending), ...unitsOfSpending(spending), gapsClosed },
    income: income.toSorted((one, other) => inOrder(one.receivedOn, other.receivedOn)),
    spending,
  };
}

function paidBy(shares: readonly Share[]): ReadonlyMap<string, Share['amountFen']> {
  const paid = new Map<string, Share['amountFen']>();
  for (const { awardId, amountFen } of shares) {
    const sofar = paid.get(awardId);
    paid.set(awardId, sofar === undefined ? amountFen : plus(sofar, amountFen));
  }
  return paid;
}

function incomeRow({ id: awardId, kind, year, starLevel, documentNumber, ...award }: Award): IncomeRow {
  const { receivedOn, amountFen } = award;
  return { awardId, kind, year, starLevel, documentNumber, receivedOn, amountFen };
}

function inOrder(one: string, other: string): number {
  return one < other ? -1 : Number(one > other);
}
