/** What stands in a cell that holds no plain value. */
export interface Trouble {
  readonly trouble: 'formula-without-value' | 'error-value' | 'merged-away';
  /** What to show of it: the formula, the error, the merged range. */
  readonly text: string;
}

/** Dates come as `YYYY-MM-DD`, with ` HH:MM:SS` behind where the cell holds a time. */
export type Cell = string | number | boolean | null | Trouble;

export interface SheetRow {
  /** Counts from 1, as a sheet does. */
  readonly row: number;
  readonly cells: readonly Cell[];
}

const MAX_SHOWN = 100;

/** What Excel writes for a value that it could not compute, or had no room to show. */
export function isErrorText(text: string): boolean {
  return /^#(N\/A|REF!|VALUE!|DIV\/0!|NAME\?|NUM!|NULL!|##+)$/.test(text.trim());
}

export function isTrouble(cell: Cell | undefined): cell is Trouble {
  return typeof cell === 'object' && cell !== null;
}

/** The text of a cell without surrounding blanks; empty where there is nothing. */
export function textOf(cell: Cell | undefined): string {
  if (cell === null || cell === undefined || isTrouble(cell)) return '';
  if (typeof cell === 'boolean') return cell ? '是' : '否';
  return String(cell)
    .replaceAll(/\p{Cc}+/gu, ' ')
    .trim();
}

export function isBlank(cell: Cell | undefined): boolean {
  return !isTrouble(cell) && textOf(cell) === '';
}

/** What to show of a cell in an answer: short, and without the login that a URL may hold. */
export function shown(cell: Cell | undefined): string | null {
  const text = isTrouble(cell) ? cell.text : textOf(cell);
  if (text === '') return null;
  const safe = withoutLogin(text);
  return safe.length > MAX_SHOWN ? `${safe.slice(0, MAX_SHOWN - 1)}…` : safe;
}

/** `rtsp://admin:secret@10.0.0.1/` → `rtsp://10.0.0.1/`. Up to the last `@`: the password may hold one, or a `/`. */
export function withoutLogin(text: string): string {
  return text.replaceAll(/\b([a-z][a-z0-9+.-]*:\/\/)\S*@/gi, '$1');
}
