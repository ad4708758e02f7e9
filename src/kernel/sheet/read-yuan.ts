import { fen, type Fen, formatYuan, parseYuan } from '../money.js';
import { type Cell, textOf } from './cell.js';
import { type Read, refuse, taken } from './refusal.js';

/** Excel itself counts and shows no more; what stands behind is left over from its binary arithmetic. */
const EXCEL_DIGITS = 15;

export interface YuanBounds {
  /** Fen. */
  readonly least: number;
  readonly most: number;
}

/**
 * Fen of a figure in yuan, as people write it: `142,697元`, `￥142697.00`, `人民币 142697 元整`, and a number of Excel. Never
 * rounded: a third decimal is refused, and so is `14.27万`, which may stand for 142,697.
 */
export function readYuan(cell: Cell, { least, most }: YuanBounds): Read<Fen> {
  const figure = figureOf(cell);
  if (/[十百千万亿]/.test(figure)) return refuse('rounded-amount', ROUNDED, MEND);
  if (/^[¥-]*[\d,]+\.\d{3,}元?$/.test(figure)) return refuse('more-than-fen', MORE_THAN_FEN, MEND);
  const amount = parseYuan(figure);
  if (amount === null) return refuse('no-amount', ['不是金额', 'is no amount of money'], MEND);
  if (amount >= least && amount <= most) return taken(amount);
  const range = `${formatYuan(fen(least))}…${formatYuan(fen(most))}`;
  return refuse(
    'amount-out-of-range',
    [`不在 ${range} 元之内`, `is not within ${range} yuan`],
    [`填写 ${range} 元的金额`, `write an amount of ${range} yuan`],
  );
}

const ROUNDED = ['以万、千为单位的金额可能是约数', 'may be rounded to thousands'] as const;
const MORE_THAN_FEN = ['小数超过两位', 'has more than two decimals'] as const;
const MEND = [
  '写出以元为单位的完整金额，最多两位小数，如 142697.00',
  'write the whole figure in yuan with at most two decimals, as 142697.00',
] as const;

/** Without blanks, the name of the currency, 整, and zeros that say nothing. */
function figureOf(cell: Cell): string {
  const text = typeof cell === 'number' ? cell.toPrecision(EXCEL_DIGITS) : textOf(cell);
  return text
    .normalize('NFKC')
    .replaceAll(/\s+/g, '')
    .replace(/^(?:人民币|rmb|cny)[:：]?/i, '')
    .replace(/[整正]$/, '')
    .replace(/(\.\d\d)0+(?=元?$)/, '$1')
    .replace(/\.0*(?=元?$)/, '');
}
