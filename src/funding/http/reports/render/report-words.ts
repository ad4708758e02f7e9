import { digitsOf, type Fen } from '../../../../kernel/money.js';
import type { AwardKind } from '../../../domain/award.js';
import type { PurchaseState } from '../../../domain/purchase.js';
import type { Figures, FundReport, ReportScope, SpendingRow } from '../../../domain/reports/fund-report.js';

export const KIND_WORDS: Readonly<Record<AwardKind, string>> = {
  star: '星级奖励',
  subsidy: '镇级补助',
  collective: '集体资金',
  donation: '捐赠',
  other: '其他资金',
};

export const STATE_WORDS: Readonly<Record<PurchaseState, string>> = {
  draft: '草稿',
  submitted: '待审',
  returned: '退回',
  approved: '已审批',
  publicised: '公示中',
  closed: '已办结',
  void: '作废',
};

type Sum = 'carriedFen' | 'receivedFen' | 'spentFen' | 'reservedFen' | 'leftFen';
/** In the order in which they add up. */
export const SUM_WORDS: readonly (readonly [Sum, string])[] = [
  ['carriedFen', '上年结余'],
  ['receivedFen', '收入'],
  ['spentFen', '支出'],
  ['reservedFen', '待审'],
  ['leftFen', '结余'],
];

type Count = Exclude<keyof Figures, Sum>;
export const COUNT_WORDS: readonly (readonly [Count, string])[] = [
  ['bought', '购置'],
  ['installed', '已安装'],
  ['confirmed', '确认在用'],
  ['explained', '已说明'],
  ['offline', '离线'],
  ['gapsClosed', '消除盲区'],
];

/** 上坡村 2019 年度平安奖励金收支表 */
export function titleOf({ scope, year }: FundReport): string {
  return `${scopeWords(scope)} ${year === null ? '历年' : `${year} 年度`}平安奖励金收支表`;
}

function scopeWords(scope: ReportScope): string {
  return scope.kind === 'town' ? '全镇' : scope.name;
}

/** `五星`; empty for money that came for no star. */
export function starWords(level: number | null): string {
  return level === null ? '' : `${'一二三四五'[level - 1]}星`;
}

export function publicWords({ publicFrom, publicTo }: SpendingRow): string {
  return publicFrom === null || publicTo === null ? '' : `${publicFrom} 至 ${publicTo}`;
}

/** For a cell that counts: yuan, as the nearest number to these very digits, which a spreadsheet shows as they are. */
export function yuanNumber(amount: Fen): number {
  const [yuan, cents] = digitsOf(amount);
  return Number(`${amount < 0 ? '-' : ''}${yuan}.${cents}`);
}

/** Days within a text as people write them: `2020-06-02 至 2020-06-08` is `2020年6月2日 至 2020年6月8日`. */
export function dayWords(text: string): string {
  return text.replaceAll(
    /(\d{4})-(\d{2})-(\d{2})/g,
    (_, year: string, month: string, day: string) => `${year}年${Number(month)}月${Number(day)}日`,
  );
}
