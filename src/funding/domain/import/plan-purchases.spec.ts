import type { Cell } from '../../../kernel/sheet/cell.js';
import { ground, HERE, OWN, sheetOf, STAR } from '../../testing/fund-sheets.js';
import type { Purchase } from '../purchase.js';
import { planPurchases, type PurchaseGround } from './plan-purchases.js';
import { PURCHASE_COLUMNS } from './purchase-columns.js';

const HEADER = [
  '村/社区',
  '购置日期',
  '供应商',
  '合同号',
  '凭证号/发票号',
  '支出事项',
  '型号',
  '数量',
  '单价(元)',
  '金额(元)',
  '是否摄像机',
  '质保(月)',
  '资金来源',
  '公示起',
  '公示止',
  '备注',
];
type Fields = Readonly<Record<string, Cell>>;
const RIGHT: Fields = {
  '村/社区': '上坡村',
  购置日期: '2020-05-01',
  供应商: '安通',
  '凭证号/发票号': 'FP-17',
  支出事项: '400万像素枪机',
  型号: 'DS-2CD',
  数量: 40,
  '单价(元)': 3000,
  '金额(元)': 120_000,
  是否摄像机: '是',
  '质保(月)': 36,
  资金来源: '2019 五星奖励',
  公示起: '2020-05-10',
  公示止: '2020-05-20',
};

/** Rows that are right, but for these cells. */
const sheet = (...rows: readonly Fields[]) =>
  sheetOf(
    PURCHASE_COLUMNS,
    HEADER,
    ...rows.map((cells) => HEADER.map((header) => ({ ...RIGHT, ...cells })[header] ?? null)),
  );
const plan = (rows: readonly Fields[], more: Partial<PurchaseGround> = {}) =>
  planPurchases(sheet(...rows), ground(more));
const SECOND: Fields = {
  支出事项: '安装',
  数量: 1,
  '单价(元)': 22_697,
  '金额(元)': '',
  是否摄像机: '否',
  '质保(月)': '',
};
const codes = (rows: readonly Fields[], more: Partial<PurchaseGround> = {}) =>
  plan(rows, more).rows.map(({ outcome, rejections }) => rejections[0]?.code ?? outcome);

/** What was entered, as it stands afterwards. */
function standing(rows: readonly Fields[]): readonly Purchase[] {
  return plan(rows).purchases.map(({ id, villageId, terms }) => ({ ...terms, id, villageId }) as Purchase);
}

describe('a file of purchases', () => {
  it('makes one purchase of the rows of one invoice', () => {
    const { rows, purchases } = plan([{ 备注: '首批' }, SECOND]);
    expect(rows.map(({ outcome, name }) => [outcome, name])).toEqual([
      ['created', '2020-05-01 安通 142,697.00'],
      ['created', '2020-05-01 安通 142,697.00'],
    ]);
    expect(new Set(rows.map(({ id }) => id))).toEqual(new Set([purchases[0]!.id]));
    expect(purchases).toEqual([
      {
        id: 'id-1',
        villageId: HERE,
        publication: { publicFrom: '2020-05-10', publicTo: '2020-05-20', reviewedOn: null },
        reviewed: null,
        terms: {
          boughtOn: '2020-05-01',
          supplier: '安通',
          contractNumber: null,
          invoiceNumber: 'FP-17',
          note: '首批',
          shares: [{ awardId: STAR.id, amountFen: 14_269_700 }],
          lines: [
            {
              id: 'id-2',
              what: '400万像素枪机',
              model: 'DS-2CD',
              quantity: 40,
              unitPriceFen: 300_000,
              isCamera: true,
              warrantyMonths: 36,
            },
            {
              id: 'id-3',
              what: '安装',
              model: 'DS-2CD',
              quantity: 1,
              unitPriceFen: 2_269_700,
              isCamera: false,
              warrantyMonths: null,
            },
          ],
        },
      },
    ]);
  });

  it.each<[number, string, Fields]>([
    [2, 'another invoice', { '凭证号/发票号': 'FP-18' }],
    [2, 'another contract', { 合同号: 'HT-1' }],
    [2, 'another day', { 购置日期: '2020-05-02' }],
    [2, 'another supplier', { 供应商: '宏达' }],
    [2, 'no number at all', { '凭证号/发票号': '' }],
    [1, 'nothing else', {}],
  ])('makes %i of two rows, the second with %s', (count, _what, cells) => {
    expect(plan([{}, { ...SECOND, ...cells }]).purchases).toHaveLength(count);
  });

  it('takes each row without a number for a purchase of its own', () => {
    const rows = [{ '凭证号/发票号': '', 数量: 1, '金额(元)': '' }];
    expect(plan([...rows, ...rows]).purchases).toHaveLength(2);
  });

  it('is a draft where no publication is written, and one may be written in one row of several', () => {
    const silent = { 公示起: '', 公示止: '' };
    expect(plan([silent]).purchases[0]!.publication).toBeNull();
    expect(plan([{}, { ...SECOND, ...silent }]).purchases[0]!.publication).not.toBeNull();
    expect(codes([{}, { ...SECOND, 公示止: '2020-05-21' }])).toEqual([
      'other-row-rejected',
      'differs-within-purchase',
    ]);
  });

  it.each<[string, string, readonly [string, number][]]>([
    ['its document number', '安政[2020]8号', [[STAR.id, 12_000_000]]],
    ['its year and star', '2019年五星奖励金', [[STAR.id, 12_000_000]]],
    ['its whole name', '2019 五星奖励（安政〔2020〕8号）', [[STAR.id, 12_000_000]]],
    ['its id', STAR.id, [[STAR.id, 12_000_000]]],
    ['its star alone', '五星级', [[STAR.id, 12_000_000]]],
    [
      'amounts',
      '2019 五星奖励:100,000；集体资金:20000',
      [
        [STAR.id, 10_000_000],
        [OWN.id, 2_000_000],
      ],
    ],
    [
      'other signs',
      '安政〔2020〕8号=100,000元，2020 集体资金=20,000元',
      [
        [STAR.id, 10_000_000],
        [OWN.id, 2_000_000],
      ],
    ],
  ])('finds a source by %s', (_what, words, shares) => {
    const { purchases, rows } = plan([{ 资金来源: words }]);
    expect(rows[0]!.rejections).toEqual([]);
    expect(purchases[0]!.terms.shares.map(({ awardId, amountFen }) => [awardId, amountFen])).toEqual(shares);
  });

  it('guesses at none of two sources that fit', () => {
    const twice = [OWN, { ...OWN, id: 'second' }].map((award) => ({ award, leftFen: award.amountFen }));
    const [row] = plan([{ 资金来源: '集体资金' }], { sources: twice }).rows;
    expect(row!.rejections).toMatchObject([
      {
        code: 'ambiguous-source',
        mend: { en: `write the document number or the id: 2020 集体资金 ${OWN.id}, 2020 集体资金 second` },
      },
    ]);
  });

  it('has no more lines than a purchase may have', () => {
    const rows = Array.from({ length: 201 }, () => ({ 数量: 1, '单价(元)': 1, '金额(元)': '' }));
    expect(codes(rows).slice(0, 2)).toEqual(['purchase-too-large', 'other-row-rejected']);
    expect(codes(rows.slice(1))).not.toContain('purchase-too-large');
  });

  it('lets each row be paid by its own source', () => {
    const { purchases } = plan([{}, { ...SECOND, 资金来源: '集体资金' }]);
    expect(purchases[0]!.terms.shares).toEqual([
      { awardId: STAR.id, amountFen: 12_000_000 },
      { awardId: OWN.id, amountFen: 2_269_700 },
    ]);
  });

  it('enters nothing twice', () => {
    const rows = [{}, SECOND];
    const again = plan(rows, { purchases: standing(rows) });
    expect(again.rows.map(({ outcome, warnings }) => [outcome, warnings])).toEqual([
      ['unchanged', []],
      ['unchanged', []],
    ]);
    expect(again.purchases).toEqual([]);
  });

  it('counts purchases without a number that say the same', () => {
    const row = { '凭证号/发票号': '', 数量: 1, '金额(元)': '' };
    expect(codes([row, row, row], { purchases: standing([row, row]) })).toEqual([
      'unchanged',
      'unchanged',
      'created',
    ]);
  });

  it('rejects what has the number of a purchase that stands and says something else', () => {
    expect(codes([{ 数量: 39, '金额(元)': '' }], { purchases: standing([{}]) })).toEqual([
      'purchase-differs',
    ]);
    expect(
      codes([{ 资金来源: '集体资金', 数量: 1, '金额(元)': '' }], {
        purchases: standing([{ 数量: 1, '金额(元)': '' }]),
      }),
    ).toEqual(['purchase-differs']);
  });

  it('finds an overdraft across the rows of the file, and lets what fits go on', () => {
    const more = { '凭证号/发票号': 'FP-18', 数量: 10, '金额(元)': '' };
    const last = { ...SECOND, '凭证号/发票号': 'FP-19' };
    const { rows } = plan([{}, more, last]);
    expect(rows.map(({ outcome }) => outcome)).toEqual(['created', 'rejected', 'created']);
    expect(rows[1]!.rejections).toMatchObject([
      {
        code: 'award-overdrawn',
        column: '资金来源',
        reason: {
          en: '"2019 五星奖励（安政〔2020〕8号）" has 22,697.00 yuan left, and 30,000.00 are asked of it',
        },
      },
    ]);
  });

  it.each<[string, readonly Fields[], readonly string[]]>([
    ['a row of the same number', [{}, { ...SECOND, 数量: '若干' }], ['other-row-rejected', 'no-pieces']],
    [
      'a row whose number cannot be read',
      [{}, { ...SECOND, '凭证号/发票号': { trouble: 'merged-away', text: 'E2:E3' } }],
      ['other-row-rejected', 'merged-cell'],
    ],
    [
      'a row whose day cannot be read',
      [{}, { ...SECOND, 购置日期: '去年' }],
      ['other-row-rejected', 'no-date'],
    ],
  ])('never enters a purchase in part: %s', (_what, rows, expected) => {
    expect(codes(rows)).toEqual(expected);
  });

  it('is a draft where a village writes that it was public, and waits for the town', () => {
    const { rows, purchases } = plan([{}], { isByTown: false });
    expect(rows).toMatchObject([{ outcome: 'created', warnings: [{ code: 'awaits-approval' }] }]);
    expect(purchases).toMatchObject([{ publication: null }]);
  });

  it('asks for days that were public long enough, and takes shorter ones of the past', () => {
    const { rows } = plan([{ 公示止: '2020-05-12' }]);
    expect(rows).toMatchObject([{ outcome: 'created', warnings: [{ code: 'public-briefly' }] }]);
  });

  it('takes what was bought for a camera by its words, and says so', () => {
    const { purchases, rows } = plan([
      { 是否摄像机: '' },
      { ...SECOND, 是否摄像机: '', 支出事项: '摄像机安装' },
    ]);
    expect(purchases[0]!.terms.lines.map(({ isCamera }) => isCamera)).toEqual([true, false]);
    expect(rows.map(({ warnings }) => warnings.map(({ code }) => code))).toEqual([
      ['assumed-camera'],
      ['assumed-camera'],
    ]);
  });
});
