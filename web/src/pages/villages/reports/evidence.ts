import type { Evidence, FundReport } from '../answers.ts';

export const MONEY_FIGURES = ['carried', 'received', 'spent', 'reserved', 'left'] as const;
export type MoneyFigure = (typeof MONEY_FIGURES)[number];
export const UNIT_FIGURES = ['bought', 'installed', 'confirmed', 'explained', 'offline'] as const;
export type UnitFigure = (typeof UNIT_FIGURES)[number];
export type Figure = MoneyFigure | UnitFigure | 'gapsClosed';

type Figures = FundReport['total'];
export type CountedRow = Evidence['rows'][number];

export function isMoney(figure: Figure): figure is MoneyFigure {
  return (MONEY_FIGURES as readonly string[]).includes(figure);
}

/** Whole fen of money, else how many; null where coverage cannot tell. */
export function valueOf(figures: Omit<Figures, `${string}InWords`>, figure: Figure): number | null {
  return isMoney(figure) ? figures[`${figure}Fen`] : figures[figure];
}

/** A row of the ledger with what of it counts in a figure, whole fen. */
export interface Addend {
  readonly row: CountedRow;
  readonly fen: number;
}

/**
 * The rows whose sum a figure is. What was spent is taken from the ledger, and so its rows are below zero there. A
 * programme has no money of its own: it received what its cameras cost, and nothing is left.
 */
export function addendsOf(
  figure: MoneyFigure,
  rows: readonly CountedRow[],
  isProgramme: boolean,
): readonly Addend[] {
  if (figure === 'left') return isProgramme ? [] : rows.map((row) => ({ row, fen: row.countedFen }));
  if (figure === 'received' && isProgramme) return rows.map((row) => ({ row, fen: 0 - row.countedFen }));
  const isTaken = figure === 'spent' || figure === 'reserved';
  return rows
    .filter(({ part }) => part === figure)
    .map((row) => ({ row, fen: isTaken ? 0 - row.countedFen : row.countedFen }));
}
