import type { Cell } from '../../../kernel/sheet/cell.js';
import { ground, HERE, sheetOf, STAR } from '../../testing/fund-sheets.js';
import type { Award } from '../award.js';
import { AWARD_COLUMNS } from './award-columns.js';
import { planAwards } from './plan-awards.js';

const HEADER = ['村/社区', '来源', '年度', '星级', '奖励金额(元)', '文号', '到账日期', '备注'];
const ROW: readonly Cell[] = [
  '上坡村',
  '平安奖励金',
  '2019',
  '五星',
  '142,697元',
  '安政〔2020〕8号',
  '2020-03-01',
  '',
];

const sheet = (...rows: readonly (readonly Cell[])[]) => sheetOf(AWARD_COLUMNS, HEADER, ...rows);
/** A row that is right, but for these cells. */
const but = (cells: Readonly<Record<number, Cell>>): Cell[] => ROW.map((cell, index) => cells[index] ?? cell);
const outcomes = (...rows: readonly (readonly Cell[])[]) => plan(rows).rows.map(({ outcome }) => outcome);
const plan = (rows: readonly (readonly Cell[])[], standing: readonly Award[] = []) =>
  planAwards(sheet(...rows), ground({ standing }));

describe('a file of awards', () => {
  it('enters what each row says', () => {
    const { rows, awards } = plan([ROW]);
    expect(rows).toEqual([
      {
        row: 2,
        outcome: 'created',
        id: 'id-1',
        name: '2019 五星奖励（安政〔2020〕8号）',
        rejections: [],
        warnings: [],
      },
    ]);
    const { kind, year, starLevel, documentNumber, receivedOn, amountFen, note } = STAR;
    const terms = { kind, year, starLevel, documentNumber, receivedOn, amountFen, note };
    expect(awards).toEqual([{ id: 'id-1', villageId: HERE, terms }]);
  });

  it.each<[string, Readonly<Record<number, Cell>>]>([
    ['a number and a serial day of Excel', { 2: 2019, 4: 142_697, 6: 43_891 }],
    ['stars', { 3: '★★★★★', 1: '' }],
    ['a number of stars', { 3: 5, 1: '星级奖励' }],
    ['a year in words', { 2: '2019年度', 3: '五星级' }],
    ['a village by its code', { 0: '350582101208' }],
    ['other brackets', { 5: '安政[2020]8号' }],
  ])('reads %s as the same award', (_what, cells) => {
    expect(plan([but(cells)], [STAR]).rows).toMatchObject([
      { outcome: 'unchanged', id: STAR.id, warnings: [] },
    ]);
  });

  it('enters nothing twice: not what stands, nor what an earlier row says', () => {
    const { rows, awards } = plan([ROW, ROW, but({ 2: 2020 })], [STAR]);
    expect(rows.map(({ outcome }) => outcome)).toEqual(['unchanged', 'unchanged', 'created']);
    expect(awards).toHaveLength(1);
    const again = plan([ROW, but({ 7: '同上' })]);
    expect(again.rows.map(({ outcome, id }) => [outcome, id])).toEqual([
      ['created', 'id-1'],
      ['unchanged', 'id-1'],
    ]);
    expect(again.rows[1]!.warnings).toMatchObject([
      { code: 'same-award', text: { en: 'is the same award as row 2, and counts once' } },
    ]);
  });

  it('takes a blank cell for nothing said', () => {
    const blank = but({ 5: '', 6: '' });
    expect(plan([blank], [STAR]).rows).toMatchObject([{ outcome: 'unchanged', id: STAR.id, warnings: [] }]);
    expect(plan([blank]).awards).toMatchObject([
      { terms: { documentNumber: null, receivedOn: '2019-12-31' } },
    ]);
    expect(plan([blank]).rows[0]!.warnings).toMatchObject([{ code: 'assumed-day', column: '到账日期' }]);
  });

  it.each<[string, Readonly<Record<number, Cell>>]>([
    ['another amount', { 4: '142,698' }],
    ['another day', { 6: '2020-03-02' }],
    ['another star', { 3: '四星' }],
    ['another amount of the star of that year', { 4: '142,698', 5: '' }],
  ])('rejects what has the number of an award that stands, and %s', (_what, cells) => {
    const [row] = plan([but(cells)], [STAR]).rows;
    expect(row).toMatchObject({
      outcome: 'rejected',
      rejections: [{ code: 'award-differs', column: '奖励金额(元)' }],
    });
    expect(row!.rejections[0]!.mend.en).toContain(`POST /awards/${STAR.id}/corrections`);
  });

  it('takes money of another document, year or kind for other money', () => {
    expect(
      outcomes(
        ROW,
        but({ 5: '安政〔2020〕9号' }),
        but({ 2: '2018' }),
        but({ 1: '捐赠', 3: '', 5: '' }),
        but({ 1: '捐赠', 3: '', 4: '7', 5: '' }),
      ),
    ).toEqual(['created', 'created', 'created', 'created', 'created']);
  });

  it('leaves the money of the town to an admin, and what stands already to everybody', () => {
    const village = ground({ standing: [STAR], mayEnter: (kind) => kind !== 'star' });
    const { rows } = planAwards(sheet(ROW, but({ 2: '2018' }), but({ 1: '集体资金', 3: '' })), village);
    expect(rows.map(({ outcome }) => outcome)).toEqual(['unchanged', 'rejected', 'created']);
    expect(rows[1]!.rejections).toMatchObject([{ code: 'money-of-the-town', column: '来源' }]);
  });

  it('means the only village there is where a row names none', () => {
    const one = ground({ villages: [{ id: HERE, name: '上坡村', code: null }] });
    expect(planAwards(sheet(but({ 0: '' })), one).awards).toMatchObject([{ villageId: HERE }]);
    expect(plan([but({ 0: '' })]).rows).toMatchObject([{ rejections: [{ code: 'missing-village' }] }]);
  });

  it('passes over sums and remarks', () => {
    expect(
      outcomes(
        ROW,
        ['合计', '', '', '', '142,697'],
        ['注：以上均已到账'],
        ['', '', '', '', '', '', '', '尾'],
      ),
    ).toEqual(['created', 'skipped', 'skipped', 'skipped']);
  });

  it('reads a posted table, in which one award stands in several rows and 金额 is what was spent', () => {
    const header = ['村', '年度', '星级', '奖励金额', '支出事项', '数量', '单价', '金额', '供应商'];
    const { rows, awards } = planAwards(
      sheetOf(
        AWARD_COLUMNS,
        header,
        ['上坡村', '2019', '五星', '142697', '枪机', 40, 3000, 120000, '安通'],
        ['上坡村', '2019', '五星', '142697', '安装', 1, 22697, '见合同', '安通'],
        ['上坡村', '2019', '五星', '', '网线', 1, 1, 1, '安通'],
        ['桥头村', '2019', '四星', '100000', '', '', '', '', ''],
      ),
      ground(),
    );
    expect(rows.map(({ outcome }) => outcome)).toEqual(['created', 'unchanged', 'skipped', 'created']);
    expect(awards.map(({ terms }) => terms.amountFen)).toEqual([14_269_700, 10_000_000]);
  });
});
