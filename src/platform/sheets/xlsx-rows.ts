import { streamXlsxRows, type CellValue } from 'hucre/xlsx';
import type { Cell, SheetRow } from '../../kernel/sheet/cell.js';
import { type FileLimits, FileRefused } from './file-refused.js';
import { columnLetters, type MergedRange, type SheetTraits, sheetTraits } from './sheet-traits.js';
import { firstSheet, refuseOtherArchives } from './workbook-parts.js';
import { zipDirectory } from './zip-directory.js';

/** The rows of the first sheet that are not blank. */
export async function* xlsxRows(bytes: Buffer, limits: FileLimits): AsyncGenerator<SheetRow> {
  const entries = zipDirectory(bytes, limits.maxUnpackedBytes);
  refuseOtherArchives(entries);
  const sheet = firstSheet(bytes, entries);
  const traits = await sheetTraits(bytes, sheet, limits.maxUnpackedBytes);
  const merged = new MergedAway(traits.merges, limits.maxColumns);
  try {
    for await (const { index, values } of streamXlsxRows(bytes)) {
      const row = index + 1;
      const cells = cellsOf(values, row, limits, traits);
      if (merged.mark(row, cells)) yield { row, cells };
    }
  } catch (cause) {
    if (cause instanceof FileRefused) throw cause;
    if (/zip bomb/.test((cause as Error).message)) {
      // Parts beside the sheet (shared strings, styles) are unpacked by the library, which counts as we do.
      const why = 'one of its parts unpacks to more than it says';
      throw new FileRefused('zip-bomb', `The workbook is refused as a zip bomb: ${why}.`);
    }
    const why = (cause as Error).message.split('\n')[0]!.slice(0, 200);
    throw new FileRefused(
      'broken-workbook',
      `The workbook cannot be read: ${why}; save it again and send the new file.`,
    );
  }
}

function cellsOf(
  values: readonly CellValue[],
  row: number,
  { maxColumns }: FileLimits,
  { troubles }: SheetTraits,
): Cell[] {
  if (
    values.length > maxColumns &&
    values.slice(maxColumns).some((value) => value !== null && value !== '')
  ) {
    throw new FileRefused('too-many-columns', `Row ${row} has more than ${maxColumns} columns.`);
  }
  return values.slice(0, maxColumns).map((value, index) => {
    const trouble = troubles.size === 0 ? undefined : troubles.get(`${columnLetters(index)}${row}`);
    if (trouble === undefined) return cellOf(value);
    return trouble.trouble === 'error-value' ? { ...trouble, text: String(value) } : trouble;
  });
}

function cellOf(value: CellValue): Cell {
  if (!(value instanceof Date)) return value ?? null;
  const iso = value.toISOString();
  return iso.endsWith('T00:00:00.000Z') ? iso.slice(0, 10) : iso.slice(0, 19).replace('T', ' ');
}

/**
 * A merge keeps one value, for its first cell. What it took from the rows below is not guessed: such a cell is marked,
 * unless its row holds nothing else, as below a title or a heading that spans several rows.
 */
class MergedAway {
  private readonly tall: readonly MergedRange[];

  constructor(
    merges: readonly MergedRange[],
    private readonly maxColumns: number,
  ) {
    this.tall = merges.filter(({ top, bottom }) => bottom > top).toSorted((a, b) => a.top - b.top);
  }

  /** False for a row that holds nothing. */
  mark(row: number, cells: Cell[]): boolean {
    if (!cells.some((cell) => cell !== null && cell !== '')) return false;
    for (const { top, bottom, left, right, text } of this.tall) {
      if (top >= row) break;
      if (bottom < row) continue;
      for (let index = left; index <= Math.min(right, this.maxColumns - 1); index += 1) {
        while (cells.length <= index) cells.push(null);
        if (index === left && cells[index] === null) cells[index] = { trouble: 'merged-away', text };
      }
    }
    return true;
  }
}
