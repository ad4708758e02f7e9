import { type Cell, textOf } from './cell.js';
import { type Read, refuse, taken } from './refusal.js';

export function readText(text: string, maxLength: number): Read<string> {
  if (text.length <= maxLength && !/\p{Cs}/u.test(text)) return taken(text);
  const mend = [`最多 ${maxLength} 个字`, `shorten it to ${maxLength} characters`] as const;
  return refuse('too-long', [`超过 ${maxLength} 个字`, `is longer than ${maxLength} characters`], mend);
}

interface Range {
  readonly min: number;
  readonly max: number;
  readonly isWhole?: boolean;
  readonly unit: string;
}

/** `30天` and `12.5 米` are numbers too. */
export function readNumber(cell: Cell, { min, max, isWhole = false, unit }: Range): Read<number> {
  const text = textOf(cell).normalize('NFKC');
  const match = /^([+-]?\d+(?:\.\d+)?(?:e[+-]?\d+)?)\s*(?:天|日|米|度|m|°|days?)?$/i.exec(
    text.replaceAll(/(?<=\d),(?=\d{3})/g, ''),
  );
  const value = match ? Number(match[1]) : Number.NaN;
  const range = `${min}…${max}${unit === '' ? '' : ` ${unit}`}`;
  const mend = [
    `填写 ${min}…${max} 的${isWhole ? '整数' : '数字'}`,
    `write a ${isWhole ? 'whole ' : ''}number, ${range}`,
  ] as const;
  if (Number.isNaN(value)) return refuse('no-number', ['不是数字', 'is not a number'], mend);
  if (isWhole && !Number.isInteger(value))
    return refuse('no-whole-number', ['不是整数', 'is not a whole number'], mend);
  if (value >= min && value <= max) return taken(value);
  return refuse('out-of-range', [`不在 ${min}…${max} 之内`, `is not within ${range}`], mend);
}

const YES = new Set(['是', '有', '1', 'true', 'yes', 'y', '已设', '√']);
const NO = new Set(['否', '无', '0', 'false', 'no', 'n', '未设', '×']);

export function readFlag(cell: Cell): Read<boolean> {
  const word = textOf(cell).normalize('NFKC').toLowerCase();
  if (YES.has(word)) return taken(true);
  if (NO.has(word)) return taken(false);
  return refuse('no-flag', ['不是“是”或“否”', 'is neither 是 nor 否'], ['填写 是 或 否', 'write 是 or 否']);
}
