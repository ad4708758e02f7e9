import { describe, expect, it } from 'vitest';
import { addendsOf, type CountedRow, MONEY_FIGURES } from './evidence.ts';

const row = (part: CountedRow['part'], countedFen: number) => ({ part, countedFen }) as CountedRow;
const sums = (rows: readonly CountedRow[], isProgramme: boolean) =>
  MONEY_FIGURES.map((figure) => addendsOf(figure, rows, isProgramme).reduce((sum, { fen }) => sum + fen, 0));

describe('what a figure of money is the sum of', () => {
  it('are rows of the ledger, those that were spent with their sign turned', () => {
    const rows = [
      row('carried', 500),
      row('received', 10_000),
      row('spent', -7_000),
      row('spent', 1_000),
      row('reserved', -200),
    ];
    expect(sums(rows, false)).toEqual([500, 10_000, 6_000, 200, 4_300]);
  });

  it('of a programme are what its cameras cost, and nothing is left', () => {
    expect(sums([row('spent', -7_000), row('reserved', -200)], true)).toEqual([0, 7_200, 7_000, 200, 0]);
  });
});
