import { isTrouble, type SheetRow, textOf } from '../../../kernel/sheet/cell.js';
import { readRow, refusedAt } from '../../../kernel/sheet/read-row.js';
import type { HeaderPlan } from '../../../kernel/sheet/recognise-headers.js';
import type { Bilingual, PlacedRefusal, Refusal, Warning } from '../../../kernel/sheet/refusal.js';
import type { FundColumn } from './fund-columns.js';
import { readFundCell } from './read-cell.js';

/** `skipped` is a row that says nothing of what is imported: a sum, a remark, another kind of entry. */
export const FUND_OUTCOMES = ['created', 'unchanged', 'skipped', 'rejected'] as const;
export type FundOutcome = (typeof FUND_OUTCOMES)[number];

/** What a row would do, or has done. */
export interface FundRow {
  readonly row: number;
  readonly outcome: FundOutcome;
  /** Of the award or purchase; null for what is rejected or skipped. */
  readonly id: string | null;
  readonly name: string | null;
  readonly rejections: readonly PlacedRefusal[];
  readonly warnings: readonly Warning[];
}

export interface FundSheet {
  readonly plan: HeaderPlan<FundColumn>;
  /** Below the header. */
  readonly rows: readonly SheetRow[];
}

/** One row on its way: what it says, and what was wrong or odd so far. */
export class RowDraft {
  readonly values: Readonly<Record<string, unknown>>;
  readonly rejections: PlacedRefusal[];
  readonly warnings: Warning[] = [];

  constructor(
    private readonly sheetRow: SheetRow,
    private readonly plan: HeaderPlan<FundColumn>,
  ) {
    const { values, refusals } = readRow(sheetRow, plan, readFundCell);
    this.values = values;
    this.rejections = [...refusals];
  }

  get row(): number {
    return this.sheetRow.row;
  }

  /** Whether a cell of these fields holds anything, if only what cannot be read. */
  says(...fields: readonly string[]): boolean {
    return this.plan.columns.some(
      (column) => column.use === 'known' && fields.includes(column.column.field) && this.holds(column.index),
    );
  }

  get<T>(field: string): T | undefined {
    return this.values[field] as T | undefined;
  }

  /** Nothing is missing where something is written that is refused already. */
  refuse(field: string, why: Refusal): void {
    const placed = refusedAt(field, this.sheetRow, this.plan, why);
    const isNews = !this.rejections.some(({ column }) => column !== null && column === placed.column);
    if (isNews || !why.code.startsWith('missing-')) this.rejections.push(placed);
  }

  warn(field: string, code: string, text: Bilingual): void {
    const column = this.plan.columns.find((each) => each.use === 'known' && each.column.field === field);
    this.warnings.push({ code, column: column?.header ?? null, text });
  }

  /** A sum or a remark below or within the table: no row of it. */
  isAside(): boolean {
    const first = this.sheetRow.cells.find((cell) => textOf(cell) !== '');
    return ASIDE.test(textOf(first).replaceAll(/\s+/g, ''));
  }

  told(outcome: FundOutcome, entry: { readonly id: string; readonly name: string } | null): FundRow {
    const { row, rejections, warnings } = this;
    return { row, outcome, id: entry?.id ?? null, name: entry?.name ?? null, rejections, warnings };
  }

  private holds(index: number): boolean {
    const cell = this.sheetRow.cells[index];
    return isTrouble(cell) || textOf(cell) !== '';
  }
}

const ASIDE =
  /^(?:合计|小计|总计|累计|共计|注[:：]|备注[:：]|说明[:：]|填表|制表|审核人|审核[:：]|经办|负责人|单位盖章)/;

export function summaryOf(rows: readonly FundRow[]): Readonly<Record<FundOutcome, number>> {
  const count = (outcome: FundOutcome): number => rows.filter((row) => row.outcome === outcome).length;
  return {
    created: count('created'),
    unchanged: count('unchanged'),
    skipped: count('skipped'),
    rejected: count('rejected'),
  };
}

/** Without the columns that an import does not read, so that what stands in them is nobody's mistake. */
export function withoutFields({ plan, rows }: FundSheet, fields: readonly string[]): FundSheet {
  const columns = plan.columns.filter(
    (column) => column.use !== 'known' || !fields.includes(column.column.field),
  );
  return { plan: { ...plan, columns }, rows };
}

export function hasField({ columns }: HeaderPlan<FundColumn>, field: string): boolean {
  return columns.some((column) => column.use === 'known' && column.column.field === field);
}
