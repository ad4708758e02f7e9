import { formatYuan } from '../../../kernel/money.js';
import { refusal, type Refusal } from '../../../kernel/sheet/refusal.js';
import { awardName } from '../award.js';
import type { KnownAward } from './award-book.js';

export function differs(known: KnownAward): Refusal {
  const { id, row, amountFen, receivedOn } = known;
  const name = awardName(known);
  const where = row === null ? ['已登记', 'entered already'] : [`第${row}行`, `of row ${row}`];
  return refusal(
    'award-differs',
    [
      `与${where[0]}的“${name}”不同：${formatYuan(amountFen)} 元，${receivedOn} 到账`,
      `differs from "${name}" ${where[1]}: ${formatYuan(amountFen)} yuan of ${receivedOn}`,
    ],
    row === null
      ? [
          `登记有误的，用 POST /awards/${id}/corrections 更正；另一笔资金，请填写它自己的文号`,
          `correct it with POST /awards/${id}/corrections; give other money a document number of its own`,
        ]
      : [
          '同一笔资金各行应一致；另一笔资金，请填写它自己的文号',
          'let all rows of one award say the same; give other money a document number of its own',
        ],
  );
}

export const OF_THE_TOWN = refusal(
  'money-of-the-town',
  ['平安奖励金和镇级补助由镇登记', 'stars and subsidies are the money of the town'],
  [
    '请管理员导入；村可登记集体资金、捐赠和其他',
    'let an admin import it; a village enters collective, donation and other',
  ],
);
export const MISSING_YEAR = refusal(
  'missing-year',
  ['缺少年度', 'the year is missing'],
  ['填写年度，如 2019', 'write the year, as 2019'],
);
export const MISSING_AMOUNT = refusal(
  'missing-amount',
  ['缺少金额', 'the amount is missing'],
  ['填写以元为单位的金额', 'write the amount in yuan'],
);
export const MISSING_KIND = refusal(
  'missing-kind',
  ['缺少来源', 'the kind of source is missing'],
  ['填写来源，或填写星级', 'write the kind of source, or the star level'],
);
export const MISSING_STAR = refusal(
  'missing-star',
  ['平安奖励金缺少星级', 'a star award is without its level'],
  ['填写一星至五星', 'write 一星 to 五星'],
);
export const STAR_OF_ANOTHER_KIND = refusal(
  'star-of-another-kind',
  ['只有平安奖励金有星级', 'only a star award has a level'],
  ['删去星级，或把来源改为平安奖励金', 'leave the level out, or write 平安奖励金'],
);
export const MISSING_DAY = refusal(
  'missing-day',
  ['缺少到账日期，年度尚未结束', 'the day is missing, and the year is not over'],
  ['填写到账日期', 'write when the money came in'],
);
export const IN_THE_FUTURE = refusal(
  'in-the-future',
  ['日期在今天之后', 'is in the future'],
  ['核对日期', 'check the day'],
);
