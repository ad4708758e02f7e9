import { formatYuan, total } from '../../../kernel/money.js';
import { readDate } from '../../../kernel/sheet/read-date.js';
import { refusal } from '../../../kernel/sheet/refusal.js';
import { MOST_FEN, MOST_LINES } from '../bounds.js';
import { type Day, plusDays } from '../day.js';
import type { PurchaseTerms, Share } from '../purchase.js';
import type { PurchaseRow } from './purchase-row.js';
import type { SaidPurchase } from './standing-purchases.js';

/** 公示起止 of one purchase. */
export interface PublicPeriod {
  readonly publicFrom: Day;
  readonly publicTo: Day;
}

export interface PastPublication extends PublicPeriod {
  readonly reviewedOn: Day | null;
}

type Group = readonly PurchaseRow[];

export function isRejected(group: Group): boolean {
  return group.some(({ draft }) => draft.rejections.length > 0);
}

/** What its rows say together; none of them may be rejected. */
export function saidOf(group: Group, shares: readonly Share[]): SaidPurchase {
  const { villageId, boughtOn, isDayAssumed, supplier, contractNumber, invoiceNumber } = group[0]!;
  return {
    villageId: villageId!,
    boughtOn: isDayAssumed ? null : boughtOn,
    supplier: supplier!,
    contractNumber,
    invoiceNumber,
    lines: group.flatMap(({ line }) => line ?? []),
    shares,
  };
}

/** The same, as it is entered. */
export function termsOf(group: Group, shares: readonly Share[], nextId: () => string): PurchaseTerms {
  const { villageId: _villageId, lines, ...said } = saidOf(group, shares);
  const notes = new Set(group.flatMap(({ draft }) => draft.get<string>('note') ?? []));
  return {
    ...said,
    boughtOn: group[0]!.boughtOn!,
    note: notes.size === 0 ? null : [...notes].join('；').slice(0, MOST_NOTE),
    lines: lines.map((line) => ({ id: nextId(), ...line })),
  };
}

const MOST_NOTE = 1_000;

/** 2020-05-01 安通 142,697.17: as people tell it from others. */
export function nameOf(group: Group): string {
  const { boughtOn, supplier } = group[0]!;
  return `${boughtOn} ${supplier} ${formatYuan(total(group.map(({ amountFen }) => amountFen)))}`;
}

/** Of the first row that says it. */
export function periodOf(group: Group): PublicPeriod | null {
  const said = group.find(({ publicFrom }) => publicFrom !== null);
  return said === undefined ? null : { publicFrom: said.publicFrom!, publicTo: said.publicTo! };
}

/** What no single row is to blame for. */
export function refuseTorn(group: Group): void {
  const period = periodOf(group);
  const other = group.find(
    ({ publicFrom, publicTo }) =>
      publicFrom !== null && (publicFrom !== period?.publicFrom || publicTo !== period.publicTo),
  );
  other?.draft.refuse(other.draft.says('publicFrom') ? 'publicFrom' : 'period', TWO_PERIODS);
  const whole = group.reduce((sum, { amountFen }) => sum + amountFen, 0);
  if (whole > MOST_FEN || group.length > MOST_LINES) group[0]!.draft.refuse('invoiceNumber', TOO_LARGE);
}

/** 监督委员会审核: the day that it says, where that lies between the purchase and its publication, and has come. */
export function reviewedOn(group: Group, { publicFrom }: PublicPeriod, today: Day): Day | null {
  const { boughtOn } = group[0]!;
  for (const { draft } of group) {
    const [written] = /\d{4}[-/.年]\d{1,2}[-/.月]\d{1,2}日?/.exec(draft.get<string>('reviewed') ?? '') ?? [];
    const day = written === undefined ? null : readDate(written);
    if (day?.ok !== true || day.value > today) continue;
    if (boughtOn! <= day.value && day.value <= publicFrom) return day.value;
  }
  return null;
}

export function warnOfBriefness(
  group: Group,
  { publicFrom, publicTo }: PublicPeriod,
  publicDays: number,
): void {
  if (publicTo >= plusDays(publicFrom, publicDays - 1)) return;
  group[0]!.draft.warn('publicTo', 'public-briefly', {
    zh: `公示少于 ${publicDays} 天`,
    en: `was public for less than ${publicDays} days`,
  });
}

export function warnOfApproval(group: Group): null {
  group[0]!.draft.warn('publicTo', 'awaits-approval', {
    zh: '村/社区导入的采购以草稿入账，须提交并经镇级批准后公示',
    en: 'enters as a draft: submit it; it is public when the town has approved it',
  });
  return null;
}

const TWO_PERIODS = refusal(
  'differs-within-purchase',
  [
    '与同一笔采购的其他行的公示起止不同',
    'has another period of publication than the other rows of the purchase',
  ],
  ['各行填写相同的公示起止，或只填一行', 'write the same days in all its rows, or in one'],
);
const TOO_LARGE = refusal(
  'purchase-too-large',
  [
    `一笔采购最多 ${MOST_LINES} 行、${formatYuan(MOST_FEN as never)} 元`,
    `a purchase has at most ${MOST_LINES} lines and ${formatYuan(MOST_FEN as never)} yuan`,
  ],
  ['分成几笔采购', 'divide the purchase'],
);
