import { writeXlsxStream } from 'hucre/xlsx';
import { defused } from './defuse.js';

export type TableCell = string | number | null;
export type Table = AsyncIterable<readonly TableCell[]> | Iterable<readonly TableCell[]>;

/** With a byte order mark, without which Excel takes UTF-8 for the system's own encoding. */
export async function* csvPieces(table: Table): AsyncGenerator<string> {
  yield '\uFEFF';
  for await (const cells of table) yield `${cells.map((cell) => csvCell(cell)).join(',')}\r\n`;
}

function csvCell(cell: TableCell): string {
  if (cell === null) return '';
  if (typeof cell === 'number') return String(cell);
  const text = defused(cell);
  // A text of blanks or with blanks around it would come back without them.
  return /[",\r\n]|^\s|\s$/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

/** Text cells stay text: nothing in them is run, and a code keeps its digits. */
export function xlsxPieces(table: Table, name: string): ReadableStream<Uint8Array> {
  return writeXlsxStream(cellsOf(table), { name, freezePane: { rows: 1 } });
}

async function* cellsOf(table: Table): AsyncGenerator<TableCell[]> {
  for await (const cells of table) yield [...cells];
}
