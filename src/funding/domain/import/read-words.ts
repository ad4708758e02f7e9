import { type Cell, textOf } from '../../../kernel/sheet/cell.js';
import { readDate } from '../../../kernel/sheet/read-date.js';
import { type Read, refuse, taken } from '../../../kernel/sheet/refusal.js';
import type { AwardKind } from '../award.js';
import { MOST_WARRANTY_MONTHS, YEARS } from '../bounds.js';
import type { Day } from '../day.js';

const STARS = ['一', '二', '三', '四', '五'];
const KIND_WORDS: Readonly<Record<AwardKind, readonly string[]>> = {
  star: [
    '平安奖励金',
    '平安奖励',
    '平安建设奖励',
    '平安建设奖励金',
    '星级奖励',
    '星级奖励金',
    '奖励',
    '奖励金',
    '奖励资金',
  ],
  subsidy: ['镇级补助', '镇级补助资金', '镇补助', '镇补', '镇级资金', '补助', '补助资金'],
  collective: ['集体资金', '集体', '村集体', '村集体资金', '集体经济', '自筹', '村自筹', '自筹资金'],
  donation: ['捐赠', '捐款', '捐资', '社会捐赠', '乡贤捐赠', '捐赠资金'],
  other: ['其他', '其它', '其他资金', '其它资金'],
};

/** Without blanks and full-width forms; brackets of every kind are round. */
export function plainWords(text: string): string {
  return text
    .normalize('NFKC')
    .replaceAll(/\s+/g, '')
    .replaceAll(/[〔[【〖{]/g, '(')
    .replaceAll(/[〕\]】〗}]/g, ')');
}

/** 平安奖励金, 集体资金, …; null for words that name no kind. */
export function kindOf(text: string): AwardKind | null {
  const word = plainWords(text);
  const found = Object.entries(KIND_WORDS).find(([kind, words]) => kind === word || words.includes(word));
  return (found?.[0] ?? null) as AwardKind | null;
}

export function readKind(text: string): Read<AwardKind> {
  const kind = kindOf(text);
  if (kind !== null) return taken(kind);
  return refuse(
    'unknown-kind',
    [`“${text}”不是资金来源的类别`, `"${text}" is no kind of source`],
    [
      '填写 平安奖励金、镇级补助、集体资金、捐赠 或 其他',
      'write 平安奖励金, 镇级补助, 集体资金, 捐赠 or 其他',
    ],
  );
}

/** `五星`, `5`, `五星级`, `5星`, `★★★★★`. */
export function readStar(text: string): Read<number> {
  const word = plainWords(text);
  const stars = /^[★☆⭐]+$/u.test(word) ? [...word].filter((sign) => sign !== '☆').length : starOf(word);
  if (stars >= 1 && stars <= STARS.length) return taken(stars);
  return refuse(
    'no-star',
    [`“${text}”不是星级`, `"${text}" is no star level`],
    ['填写 一星、二星、三星、四星 或 五星', 'write 一星, 二星, 三星, 四星 or 五星'],
  );
}

/** 0 where the word names none. */
function starOf(word: string): number {
  const [, sign = ''] = /^([一二三四五1-5])(?:颗?星级?)?$/.exec(word) ?? [];
  return STARS.indexOf(sign) + 1 || Number(sign);
}

/** `2019`, `2019年`, `2019年度`. */
export function readYear(text: string): Read<number> {
  const year = Number(/^(\d{4})(?:年度?)?$/.exec(plainWords(text))?.[1]);
  if (year >= YEARS.first && year <= YEARS.last) return taken(year);
  return refuse(
    'no-year',
    ['不是年度', 'is no year'],
    ['填写四位年份，如 2019', 'write the year in four digits, as 2019'],
  );
}

/** Whole pieces: `47`, `47台`. */
export function readPieces(text: string, most: number): Read<number> {
  const pieces = Number(
    /^(\d{1,9})(?:\.0+)?(?:台|个|套|只|件|批|项|米|条|根|次|块|张|组)?$/.exec(plainWords(text))?.[1],
  );
  if (pieces >= 1 && pieces <= most) return taken(pieces);
  return refuse(
    'no-pieces',
    ['不是数量', 'is no number of pieces'],
    [`填写 1…${most} 的整数`, `write a whole number, 1…${most}`],
  );
}

/** `36`, `36个月`, `3年`. */
export function readMonths(text: string): Read<number> {
  const [, count, unit = '月'] = /^(\d{1,3})(个?月|年)?$/.exec(plainWords(text)) ?? [];
  const months = Number(count) * (unit === '年' ? 12 : 1);
  if (months >= 1 && months <= MOST_WARRANTY_MONTHS) return taken(months);
  return refuse(
    'no-months',
    ['不是质保月数', 'is no number of months'],
    [
      `填写 1…${MOST_WARRANTY_MONTHS} 的月数，如 36`,
      `write how many months, 1…${MOST_WARRANTY_MONTHS}, as 36`,
    ],
  );
}

export interface Period {
  readonly from: Day;
  readonly to: Day;
}

/** `2020-01-05至2020-01-12`, `2020年1月5日—1月12日`. */
export function readPeriod(cell: Cell): Read<Period> {
  const [, first, year, to] = PERIOD.exec(plainWords(textOf(cell))) ?? [];
  if (first === undefined || to === undefined) return refuse('no-period', NO_PERIOD, PERIOD_MEND);
  const [from, until] = [readDate(first), readDate(/^\d{4}/.test(to) ? to : `${year}-${to}`)];
  if (!from.ok) return from;
  return until.ok ? taken({ from: from.value, to: until.value }) : until;
}

const PERIOD =
  /^((\d{4})[-/.年]\d{1,2}[-/.月]\d{1,2}日?)[至到~—–-]+((?:\d{4}[-/.年])?\d{1,2}[-/.月]\d{1,2}日?)$/;
const NO_PERIOD = ['不是公示起止', 'is no period of publication'] as const;
const PERIOD_MEND = ['按 2020-01-05至2020-01-12 的格式填写', 'write it as 2020-01-05至2020-01-12'] as const;
