import { type Fen, formatYuan, plus, total } from '../../../kernel/money.js';
import { refusal, type Refusal } from '../../../kernel/sheet/refusal.js';
import type { Award } from '../award.js';
import { MOST_SHARES } from '../bounds.js';
import type { Share } from '../purchase.js';
import type { RowDraft } from './fund-row.js';
import { findSource, partsOf } from './name-source.js';
import type { PurchaseRow } from './purchase-row.js';

/**
 * What each source pays of a purchase. Where all its rows name the same, or one row alone names any, that pays the whole;
 * else each row's source pays its row. Null where it is refused.
 */
export function sharesOfRows(
  rows: readonly PurchaseRow[],
  awards: readonly Award[],
): readonly Share[] | null {
  const named = rows.filter(({ source }) => source !== null);
  const [first] = named;
  if (first === undefined) {
    rows[0]!.draft.refuse('funding', MISSING);
    return null;
  }
  const isOne = named.every(({ source }) => source === first.source);
  const whole = total(rows.map(({ amountFen }) => amountFen));
  const shares = isOne ? [paid(first, whole, awards)] : rows.map((row) => paid(row, row.amountFen, awards));
  const merged = together(shares.flatMap((each) => each ?? []));
  if (shares.includes(null)) return null;
  if (merged.length > MOST_SHARES) first.draft.refuse(fieldOf(first.draft), TOO_MANY);
  return merged.length > MOST_SHARES ? null : merged;
}

function paid(
  { draft, source }: PurchaseRow,
  amount: Fen,
  awards: readonly Award[],
): readonly Share[] | null {
  const shares = sharesOf(source, amount, awards);
  if ('code' in shares) draft.refuse(fieldOf(draft), shares);
  return 'code' in shares ? null : shares;
}

function sharesOf(source: string | null, amount: Fen, awards: readonly Award[]): readonly Share[] | Refusal {
  const whole = source === null ? null : findSource(source, awards);
  if (whole?.ok === true) return [{ awardId: whole.value.id, amountFen: amount }];
  const parts = source === null ? null : partsOf(source);
  if (parts === null || (parts.ok && parts.value.length === 0)) return MISSING;
  if (!parts.ok) return parts.refusal;
  const shares: Share[] = [];
  for (const { name, amountFen } of parts.value) {
    const found = findSource(name, awards);
    if (!found.ok) return found.refusal;
    if (amountFen === null && parts.value.length > 1) return WITHOUT_AMOUNT;
    shares.push({ awardId: found.value.id, amountFen: amountFen ?? amount });
  }
  const sum = total(shares.map(({ amountFen }) => amountFen));
  return sum === amount ? shares : notTogether(sum, amount);
}

function together(shares: readonly Share[]): readonly Share[] {
  const sums = new Map<string, Fen>();
  for (const { awardId, amountFen } of shares) {
    const sofar = sums.get(awardId);
    sums.set(awardId, sofar === undefined ? amountFen : plus(sofar, amountFen));
  }
  return [...sums].map(([awardId, amountFen]) => ({ awardId, amountFen }));
}

export function fieldOf(draft: RowDraft): string {
  return draft.says('funding') ? 'funding' : 'year';
}

function notTogether(sum: Fen, amount: Fen): Refusal {
  return refusal(
    'shares-do-not-add-up',
    [
      `各来源合计 ${formatYuan(sum)} 元，应为 ${formatYuan(amount)} 元`,
      `the sources pay ${formatYuan(sum)} yuan together, and ${formatYuan(amount)} are to be paid`,
    ],
    ['使各来源的金额合计等于采购金额', 'let the amounts of the sources add up to the purchase'],
  );
}

const MISSING = refusal(
  'missing-funding',
  ['缺少资金来源', 'it does not say what paid for it'],
  ['填写资金来源，如 2019 五星奖励 或文号', 'write what paid for it, as 2019 五星奖励 or a document number'],
);
const WITHOUT_AMOUNT = refusal(
  'shares-without-amounts',
  ['多个资金来源未写各自金额', 'several sources are without their amounts'],
  ['写作 2019 五星奖励:100000；集体资金:41000', 'write 2019 五星奖励:100000；集体资金:41000'],
);
const TOO_MANY = refusal(
  'too-many-sources',
  [`资金来源多于 ${MOST_SHARES} 个`, `more than ${MOST_SHARES} sources`],
  ['分成几笔采购', 'divide the purchase'],
);
