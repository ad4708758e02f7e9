import {
  type Cell,
  isBlank,
  isTrouble,
  type SheetRow,
  shown,
  textOf,
  type Trouble,
  withoutLogin,
} from './cell.js';
import type { HeaderPlan, PlannedColumn, SheetColumn } from './recognise-headers.js';
import { type PlacedRefusal, type Read, refusal, type Refusal, refuse, taken } from './refusal.js';

/** What one row says: a field that is not there was blank, and a blank cell leaves what is registered as it is. */
export interface ReadRow {
  readonly row: number;
  readonly values: Readonly<Record<string, unknown>>;
  readonly custom: Readonly<Record<string, string>>;
  readonly refusals: readonly PlacedRefusal[];
}

/** Reads a cell that is not blank, as its column keeps it. */
export type ReadValue<C extends SheetColumn> = (cell: Cell, column: C) => Read<unknown>;

const MAX_CUSTOM = 500;

export function readRow<C extends SheetColumn>(
  { row, cells }: SheetRow,
  plan: HeaderPlan<C>,
  readValue: ReadValue<C>,
): ReadRow {
  const values: Record<string, unknown> = {};
  const custom: Record<string, string> = {};
  const refusals: PlacedRefusal[] = [];
  for (const column of plan.columns) {
    const cell = cells[column.index] ?? null;
    if (column.use === 'refused' || isBlank(cell)) continue;
    const read = isTrouble(cell) ? troubled(cell) : readCell(cell, column, readValue);
    if (!read.ok) refusals.push(placed(read.refusal, row, column, cell));
    else if (column.use === 'known') values[column.column.field] = read.value;
    else custom[column.name] = read.value as string;
  }
  return { row, values, custom, refusals };
}

/** The refusal of a value that has been read, as of a group that is not there, at its cell. */
export function refusedAt(
  field: string | null,
  { row, cells }: SheetRow,
  plan: HeaderPlan,
  why: Refusal,
): PlacedRefusal {
  const column = plan.columns.find((each) => each.use === 'known' && each.column.field === field);
  if (column === undefined) return { ...why, row, column: null, value: null };
  return placed(why, row, column, cells[column.index] ?? null);
}

function placed(why: Refusal, row: number, column: PlannedColumn, cell: Cell): PlacedRefusal {
  const isSecret = column.use === 'known' && column.column.value.kind === 'secret';
  return { ...why, row, column: column.header, value: isSecret ? null : shown(cell) };
}

function readCell<C extends SheetColumn>(
  cell: Cell,
  column: PlannedColumn<C>,
  readValue: ReadValue<C>,
): Read<unknown> {
  if (column.use === 'known') return readValue(cell, column.column);
  const kept = withoutLogin(textOf(cell));
  if (kept.length <= MAX_CUSTOM && !/\p{Cs}/u.test(kept)) return taken(kept);
  return refuse(
    'too-long',
    [`超过 ${MAX_CUSTOM} 个字`, `is longer than ${MAX_CUSTOM} characters`],
    [`最多 ${MAX_CUSTOM} 个字`, `shorten it to ${MAX_CUSTOM} characters`],
  );
}

function troubled({ trouble, text }: Trouble): Read<never> {
  if (trouble === 'error-value') return errorValue(text);
  if (trouble === 'merged-away') {
    return {
      ok: false,
      refusal: refusal(
        'merged-cell',
        [
          `单元格属于合并区域 ${text}，只有左上角有值`,
          `the cell is part of the merged cells ${text}, whose value counts for the first row alone`,
        ],
        ['取消合并，并在每一行填写', 'unmerge the cells and write the value in every row'],
      ),
    };
  }
  return refuse(
    'formula-without-value',
    ['公式没有计算结果', 'the formula has no calculated value'],
    ['用 Excel 打开并保存，或改填数值', 'open and save the file in Excel, or write the value itself'],
  );
}

function errorValue(text: string): Read<never> {
  return refuse(
    'error-value',
    [`单元格是 Excel 错误值 ${text}`, `the cell holds Excel's error ${text}`],
    ['改填数值', 'write the value itself'],
  );
}
