import { parse } from 'csv-parse/sync';
import { type Cell, isErrorText, type SheetRow } from '../../kernel/sheet/cell.js';
import { decodeText } from './csv-text.js';
import { undefused } from './defuse.js';
import { type FileLimits, FileRefused } from './file-refused.js';

const DELIMITERS = [',', ';', '\t'];
const MAX_RECORD_CHARACTERS = 2_000_000;

/** Each record is a row, as Excel counts them; blank ones are counted and left out. */
export function csvRows(bytes: Buffer, limits: FileLimits): SheetRow[] {
  const { text } = decodeText(bytes);
  let row = 0;
  const onRecord = (record: string[]): SheetRow | null => {
    row += 1;
    return record.every((cell) => cell.trim() === '') ? null : { row, cells: cellsOf(record, row, limits) };
  };
  try {
    return parse(text, {
      delimiter: delimiterOf(text),
      relax_column_count: true,
      relax_quotes: true,
      max_record_size: MAX_RECORD_CHARACTERS,
      on_record: onRecord as never,
    }) as unknown as SheetRow[];
  } catch (cause) {
    if (cause instanceof FileRefused) throw cause;
    const why = (cause as Error).message.split('\n')[0]!.slice(0, 200);
    throw new FileRefused('broken-csv', `The CSV cannot be read: ${why}.`);
  }
}

function cellsOf(record: readonly string[], row: number, { maxColumns }: FileLimits): Cell[] {
  if (record.slice(maxColumns).some((cell) => cell.trim() !== '')) {
    throw new FileRefused('too-many-columns', `Row ${row} has more than ${maxColumns} columns.`);
  }
  return record
    .slice(0, maxColumns)
    .map((cell) => (isErrorText(cell) ? { trouble: 'error-value', text: cell.trim() } : undefused(cell)));
}

/** The one that divides the first line that holds any. */
function delimiterOf(text: string): string {
  const lines = text.slice(0, 65_536).split(/\r?\n|\r/);
  const line = lines.find((each) => DELIMITERS.some((delimiter) => each.includes(delimiter))) ?? '';
  const count = (delimiter: string): number => line.split(delimiter).length;
  return DELIMITERS.toSorted((a, b) => count(b) - count(a))[0]!;
}
