import type { SheetRow } from '../../kernel/sheet/cell.js';
import { type HeaderPlan, recogniseHeaders, type SheetColumn } from '../../kernel/sheet/recognise-headers.js';
import { FileRefused } from './file-refused.js';

/** A title and remarks may stand above the header. */
const SEARCHED_ROWS = 20;
const MAX_CUSTOM = 50;

export interface FoundHeader<C extends SheetColumn> {
  readonly plan: HeaderPlan<C>;
  /** How many of the rows come before what it heads. */
  readonly skip: number;
}

/** The first row, among the first twenty that hold anything, in which most columns are known. */
export function findHeader<C extends SheetColumn>(
  rows: readonly SheetRow[],
  columns: readonly C[],
): FoundHeader<C> {
  let best: FoundHeader<C> | null = null;
  for (const [index, { cells }] of rows.slice(0, SEARCHED_ROWS).entries()) {
    const plan = recogniseHeaders(cells, columns);
    if (plan.known > (best?.plan.known ?? 0)) best = { plan, skip: index + 1 };
  }
  if (best === null) {
    const some = columns.slice(0, 5).map(({ label }) => label);
    throw new FileRefused(
      'no-header',
      `No row names a column that is known; the first must hold headers, as ${some.join(', ')}.`,
    );
  }
  refuseDuplicates(best.plan);
  return best;
}

function refuseDuplicates({ duplicates, columns }: HeaderPlan): void {
  const [first] = duplicates;
  if (first !== undefined) {
    throw new FileRefused(
      'duplicate-column',
      `The headers ${first.map((header) => `"${header}"`).join(' and ')} mean the same column; keep one.`,
    );
  }
  const custom = columns.filter(({ use }) => use === 'custom');
  if (custom.length > MAX_CUSTOM) {
    throw new FileRefused(
      'too-many-custom-columns',
      `${custom.length} columns are not known; at most ${MAX_CUSTOM} are kept as custom fields.`,
    );
  }
}
