import * as fc from 'fast-check';
import { fen, formatYuan, minus, total } from '../../../kernel/money.js';
import { ground, sheetOf } from '../../testing/fund-sheets.js';
import type { Award } from '../../domain/award.js';
import { AWARD_COLUMNS } from '../../domain/import/award-columns.js';
import type { FundColumn } from '../../domain/import/fund-columns.js';
import { planAwards } from '../../domain/import/plan-awards.js';
import { planPurchases } from '../../domain/import/plan-purchases.js';
import { PURCHASE_COLUMNS } from '../../domain/import/purchase-columns.js';
import { templateLabels } from './fund-template.js';

type Cells = Readonly<Record<string, string | number>>;

/** A template that is filled in. */
function filled(columns: readonly FundColumn[], rows: readonly Cells[]) {
  const labels = templateLabels(columns);
  return sheetOf(columns, labels, ...rows.map((cells) => labels.map((label) => cells[label] ?? null)));
}

/** As text, or as the number that Excel keeps. */
function figure(amountFen: number, isNumber: boolean): string | number {
  const yuan = formatYuan(fen(amountFen));
  return isNumber ? Number(yuan.replaceAll(',', '')) : `￥${yuan}元`;
}

const YEARS = [2018, 2019, 2020];
const amounts = fc.array(fc.integer({ min: 1, max: 100_000_000_000 }), { minLength: 3, maxLength: 3 });
const line = fc.record({
  invoice: fc.integer({ min: 1, max: 5 }),
  quantity: fc.integer({ min: 1, max: 200 }),
  price: fc.integer({ min: 1, max: 1_000_000_000 }),
  year: fc.constantFrom(...YEARS),
});

describe('templates that are filled in and imported', () => {
  it('leave what they add up to, to the fen, of each source', () => {
    fc.assert(
      fc.property(amounts, fc.array(line, { maxLength: 12 }), fc.boolean(), (received, lines, isNumber) => {
        const income = YEARS.map((year, index) => ({
          '村/社区': '上坡村',
          来源: '集体资金',
          年度: year,
          '奖励金额(元)': figure(received[index]!, isNumber),
          到账日期: `${year}-03-01`,
        }));
        const { awards } = planAwards(filled(AWARD_COLUMNS, income), ground());
        expect(awards.map(({ terms }) => terms.amountFen)).toEqual(received);

        const standing = awards.map(({ terms, ...head }) => ({ ...head, ...terms }) as Award);
        const spending = lines.map(({ invoice, quantity, price, year }) => ({
          '村/社区': '上坡村',
          购置日期: '2020-05-01',
          供应商: '安通',
          '凭证号/发票号': `FP-${invoice}`,
          支出事项: '枪机',
          数量: quantity,
          '单价(元)': figure(price, isNumber),
          资金来源: `${year} 集体资金`,
        }));
        const sources = standing.map((award) => ({ award, leftFen: award.amountFen }));
        const { rows, purchases } = planPurchases(filled(PURCHASE_COLUMNS, spending), ground({ sources }));
        const entered = lines.filter((_line, index) => rows[index]!.outcome === 'created');
        for (const { id, year, amountFen } of standing) {
          const shares = purchases.flatMap(({ terms }) =>
            terms.shares.filter(({ awardId }) => awardId === id),
          );
          const spent = entered
            .filter((each) => each.year === year)
            .reduce((sum, { quantity, price }) => sum + BigInt(quantity) * BigInt(price), 0n);
          const left = minus(amountFen, total(shares.map((share) => share.amountFen)));
          expect(BigInt(left)).toBe(BigInt(amountFen) - spent);
          expect(left).toBeGreaterThanOrEqual(0);
        }
      }),
    );
  });
});
