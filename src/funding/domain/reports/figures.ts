import { type Fen, minus, NO_MONEY, plus, total } from '../../../kernel/money.js';
import { costOf, isSpent, isWithin, periodOf, type VillageBooks } from './books.js';
import type { Figures, SpendingRow } from './fund-report.js';

export type Money = Pick<Figures, 'carriedFen' | 'receivedFen' | 'spentFen' | 'reservedFen' | 'leftFen'>;
export type Units = Pick<Figures, 'bought' | 'installed' | 'confirmed' | 'explained' | 'offline'>;

/**
 * 收支 of a village by calendar year: money counts on the day that it came in, a purchase on the day that it was bought,
 * as they say now. What a year carries over is what the year before it left. Of all years (null), what is left is the
 * balance of the ledger. A year is below zero where it bought on what came in later.
 */
export function moneyOf({ awards, purchases }: VillageBooks, year: number | null): Money {
  const received = (period: string) =>
    total(
      awards
        .filter(({ receivedOn }) => periodOf(receivedOn, year) === period)
        .map(({ amountFen }) => amountFen),
    );
  const bought = purchases.filter(({ boughtOn }) => isWithin(boughtOn, year));
  const before = purchases.filter(({ boughtOn }) => periodOf(boughtOn, year) === 'before');
  return balanced({
    carriedFen: minus(received('before'), total(before.map(costOf))),
    receivedFen: received('within'),
    spentFen: total(bought.filter(isSpent).map(costOf)),
    reservedFen: total(bought.filter((purchase) => !isSpent(purchase)).map(costOf)),
  });
}

/** What purchases cost alone: income is what their sources paid for them, so that nothing is carried or left. */
export function moneyOfSpending(spending: readonly SpendingRow[]): Money {
  return balanced({
    carriedFen: NO_MONEY,
    receivedFen: amountOf(spending),
    spentFen: amountOf(spending.filter(isSpent)),
    reservedFen: amountOf(spending.filter((row) => !isSpent(row))),
  });
}

export function unitsOfSpending(spending: readonly SpendingRow[]): Units {
  const sum = (of: keyof Units) => spending.reduce((sofar, row) => sofar + row[of], 0);
  return {
    bought: sum('bought'),
    installed: sum('installed'),
    confirmed: sum('confirmed'),
    explained: sum('explained'),
    offline: sum('offline'),
  };
}

/** Of several villages; gaps are no sum, and given. */
export function together(all: readonly Figures[], gapsClosed: number | null): Figures {
  return { ...all.reduce(added, NO_FIGURES), gapsClosed };
}

const NO_FIGURES: Figures = {
  ...balanced({ carriedFen: NO_MONEY, receivedFen: NO_MONEY, spentFen: NO_MONEY, reservedFen: NO_MONEY }),
  ...unitsOfSpending([]),
  gapsClosed: null,
};

function added(one: Figures, other: Figures): Figures {
  return {
    carriedFen: plus(one.carriedFen, other.carriedFen),
    receivedFen: plus(one.receivedFen, other.receivedFen),
    spentFen: plus(one.spentFen, other.spentFen),
    reservedFen: plus(one.reservedFen, other.reservedFen),
    leftFen: plus(one.leftFen, other.leftFen),
    bought: one.bought + other.bought,
    installed: one.installed + other.installed,
    confirmed: one.confirmed + other.confirmed,
    explained: one.explained + other.explained,
    offline: one.offline + other.offline,
    gapsClosed: null,
  };
}

function amountOf(rows: readonly SpendingRow[]): Fen {
  return total(rows.map(({ amountFen }) => amountFen));
}

function balanced(parts: Omit<Money, 'leftFen'>): Money {
  const { carriedFen, receivedFen, spentFen, reservedFen } = parts;
  return { ...parts, leftFen: minus(minus(plus(carriedFen, receivedFen), spentFen), reservedFen) };
}
