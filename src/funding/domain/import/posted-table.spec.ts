import type { Cell } from '../../../kernel/sheet/cell.js';
import { ground, sheetOf, STAR } from '../../testing/fund-sheets.js';
import { planPurchases } from './plan-purchases.js';
import { PURCHASE_COLUMNS } from './purchase-columns.js';

const TOMORROW = '2026-12-02';
const POSTED = [
  '村',
  '年度',
  '星级',
  '奖励金额',
  '支出事项',
  '数量',
  '单价',
  '金额',
  '供应商',
  '凭证号',
  '结余',
  '监督委员会审核',
  '公示起止',
];

describe('a table as villages post it', () => {
  const row = (...cells: readonly Cell[]) => ['上坡村', 2019, '五星', 142_697, ...cells];
  const posted = (...rows: readonly (readonly Cell[])[]) =>
    planPurchases(sheetOf(PURCHASE_COLUMNS, POSTED, ...rows), ground());

  it('is paid by the award of its row, on the last day of that year', () => {
    const { rows, purchases } = posted(
      row('枪机', 40, 3000, 120_000, '安通', 'FP-1', 22_697, '2020年1月3日同意', '2020-01-05至1月15日'),
      row('安装', 1, 22_697, 22_697, '安通', 'FP-1', 0, '', '2020-01-05至2020-01-15'),
      ['上坡村', 2020, '四星', 100_000],
      ['合计', '', '', 142_697, '', '', '', 142_697],
    );
    expect(rows.map(({ outcome }) => outcome)).toEqual(['created', 'created', 'skipped', 'skipped']);
    expect(rows.flatMap(({ warnings }) => warnings.map(({ code }) => code))).toEqual([
      'assumed-camera',
      'assumed-day',
      'assumed-camera',
      'assumed-day',
    ]);
    expect(purchases).toMatchObject([
      {
        reviewed: '2020年1月3日同意',
        publication: { publicFrom: '2020-01-05', publicTo: '2020-01-15', reviewedOn: '2020-01-03' },
        terms: { boughtOn: '2019-12-31', shares: [{ awardId: STAR.id, amountFen: 14_269_700 }] },
      },
    ]);
  });

  it('was reviewed on no day that has not come', () => {
    const { purchases } = posted(
      row('枪机', 40, 3000, 120_000, '安通', 'FP-1', '', TOMORROW, `${TOMORROW}至2099-01-15`),
    );
    expect(purchases).toMatchObject([{ reviewed: TOMORROW, publication: { reviewedOn: null } }]);
  });

  it.each([
    ['after each row', [22_697, 0], []],
    ['once in the end', [0, 0], []],
    ['wrong', [22_697, 100], ['by the ledger 0.00 yuan are left after this row']],
  ])('has its 结余 checked where it is written %s', (_when, [first, second], warned) => {
    const { rows } = posted(
      row('枪机', 40, 3000, 120_000, '安通', 'FP-1', first!, '', ''),
      row('安装', 1, 22_697, 22_697, '安通', 'FP-2', second!, '', ''),
    );
    const warnings = rows.flatMap((each) => each.warnings.filter(({ code }) => code === 'left-differs'));
    expect(warnings.map(({ text }) => text.en)).toEqual(warned);
  });
});
