import { isErrorText } from '../../kernel/sheet/cell.js';

/** A spreadsheet takes a cell that begins so for a formula, also in a CSV. */
const LOADED = /^[=+\-@\t\r]/;

/**
 * Text that no spreadsheet runs: a leading `'` marks it as text. {@link undefused} takes that mark off again, and a text
 * that really begins so gets one more, so that there and back changes nothing.
 */
export function defused(text: string): string {
  return LOADED.test(text) || isErrorText(text) || isMarked(text) ? `'${text}` : text;
}

export function undefused(text: string): string {
  return isMarked(text) ? text.slice(1) : text;
}

function isMarked(text: string): boolean {
  const bare = text.replace(/^'+/, '');
  return bare !== text && (LOADED.test(bare) || isErrorText(bare));
}
