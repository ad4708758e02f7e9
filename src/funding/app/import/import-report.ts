import type { Fen } from '../../../kernel/money.js';
import type { HeaderPlan } from '../../../kernel/sheet/recognise-headers.js';
import type { FundColumn } from '../../domain/import/fund-columns.js';
import { type FundOutcome, type FundRow, summaryOf } from '../../domain/import/fund-row.js';
import type { FundFile } from './fund-files.js';
import type { ImportOptions } from './import-order.js';

/** What became of a file. */
export interface ImportReport extends ImportOptions {
  readonly fileName: string | null;
  readonly sha256: string;
  /** Whether it is written. */
  readonly isApplied: boolean;
  readonly summary: Readonly<Record<FundOutcome, number>>;
  /** What its created rows add up to. */
  readonly createdFen: Fen;
  readonly columns: readonly {
    readonly header: string;
    readonly field: string | null;
    readonly use: string;
  }[];
  readonly rows: readonly FundRow[];
}

export function reportOf(
  { name, sha256, sheet }: FundFile,
  options: ImportOptions,
  { rows, createdFen }: { readonly rows: readonly FundRow[]; readonly createdFen: Fen },
): ImportReport {
  const summary = summaryOf(rows);
  const isApplied = !options.isDryRun && (options.mode === 'valid' || summary.rejected === 0);
  const { isDryRun, mode } = options;
  return {
    isDryRun,
    mode,
    fileName: name,
    sha256,
    isApplied,
    summary,
    createdFen,
    columns: columnsOf(sheet.plan),
    rows,
  };
}

function columnsOf({ columns }: HeaderPlan<FundColumn>): ImportReport['columns'] {
  return columns.map((column) => ({
    header: column.header,
    field: column.use === 'known' ? column.column.field : null,
    use: column.use === 'custom' ? 'ignored' : column.use,
  }));
}
