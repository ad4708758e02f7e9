import { type Cell, textOf } from '../../../kernel/sheet/cell.js';
import { readDate } from '../../../kernel/sheet/read-date.js';
import { readFlag, readText } from '../../../kernel/sheet/read-plain.js';
import { readYuan } from '../../../kernel/sheet/read-yuan.js';
import { type Read, taken } from '../../../kernel/sheet/refusal.js';
import { MOST_PIECES } from '../bounds.js';
import type { FundColumn } from './fund-columns.js';
import { readKind, readMonths, readPeriod, readPieces, readStar, readYear } from './read-words.js';

/** The value of a cell that is not blank. A village stays the words that name it. */
export function readFundCell(cell: Cell, { value }: FundColumn): Read<unknown> {
  const text = textOf(cell);
  switch (value.kind) {
    case 'text':
      return readText(text, value.maxLength);
    case 'yuan':
      return readYuan(cell, value);
    case 'village':
      return taken(text);
    case 'award-kind':
      return readKind(text);
    case 'year':
      return readYear(text);
    case 'star':
      return readStar(text);
    case 'date':
      return readDate(cell);
    case 'period':
      return readPeriod(cell);
    case 'pieces':
      return readPieces(text, MOST_PIECES);
    case 'flag':
      return readFlag(cell);
    case 'months':
      return readMonths(text);
  }
}
