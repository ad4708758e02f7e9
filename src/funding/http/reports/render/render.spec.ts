import { createHash } from 'node:crypto';
import { assert, integer, property } from 'fast-check';
import { fen, MAX_FEN } from '../../../../kernel/money.js';
import { csvPieces } from '../../../../platform/sheets/write-table.js';
import { account, fundReport, incomeRow, spendingRow } from '../../../testing/fund-report.js';
import type { Imprint } from './imprint.js';
import { REPORT_POLICY, reportPage } from './report-page.js';
import { reportTable } from './report-table.js';
import { dayWords, titleOf, yuanNumber } from './report-words.js';

const IMPRINT: Imprint = {
  number: 'GS-2020-0002',
  publishedOn: '2020-06-01',
  publicFrom: '2020-06-02',
  publicTo: '2020-06-08',
  sha256: 'ab'.repeat(32),
  address: '/api/v1/public/publications/GS-2020-0002',
  corrects: 'GS-2020-0001',
  reason: '单价录错',
  correctedBy: null,
};

async function csvOf(...given: Parameters<typeof reportTable>): Promise<string> {
  let text = '';
  for await (const piece of csvPieces(reportTable(...given))) text += piece;
  return text;
}

describe('the page of a report', () => {
  const page = reportPage(fundReport(), IMPRINT);

  it('has the columns that people post', () => {
    for (const title of [
      '村/社区',
      '年度',
      '星级',
      '奖励金额(元)',
      '支出事项',
      '数量',
      '单价(元)',
      '金额(元)',
    ])
      expect(page).toContain(`<th>${title}</th>`);
    for (const title of ['供应商', '凭证号', '结余(元)', '监督委员会审核', '公示起止', '确认在用'])
      expect(page).toContain(`<th>${title}</th>`);
  });

  it('shows sums in figures and in capital words', () => {
    expect(page).toContain(
      '<td>收入</td><td class="number">192,697.00</td><td>人民币壹拾玖万贰仟陆佰玖拾柒元整</td>',
    );
    expect(page).toContain(
      '<td>支出</td><td class="number">142,697.26</td><td>人民币壹拾肆万贰仟陆佰玖拾柒元贰角陆分</td>',
    );
    expect(page).toContain('合计 192,697.00 元（人民币壹拾玖万贰仟陆佰玖拾柒元整）');
  });

  it('runs nothing, and names its one style in its policy', () => {
    const style = /<style>([\s\S]*?)<\/style>/.exec(page)![1]!;
    const digest = createHash('sha256').update(style).digest('base64');
    expect(REPORT_POLICY).toContain(`style-src 'sha256-${digest}'`);
    expect(page).not.toMatch(/<script|\son\w+=|style="/i);
  });

  it('escapes what people typed', () => {
    const row = spendingRow({ supplier: '<img src=x onerror=alert(1)>' });
    const typed = reportPage(fundReport([account('上坡村', [incomeRow()], [row], fen(0))]), null);
    expect(typed).toContain('&#60;img src=x onerror=alert(1)&#62;');
    expect(typed).not.toContain('<img');
  });

  it('carries the imprint, and says when another one corrected it', () => {
    for (const text of [
      'GS-2020-0002',
      '2020年6月2日 至 2020年6月8日',
      'GS-2020-0001',
      '单价录错',
      'ab'.repeat(32),
    ])
      expect(page).toContain(`<td>${text}</td>`);
    expect(page).not.toContain('class="corrected"');
    const old = reportPage(fundReport(), { ...IMPRINT, correctedBy: 'GS-2020-0003' });
    expect(old).toContain('本公示已被 GS-2020-0003 更正');
  });

  it('writes days as people do, and no number for one', () => {
    expect(page).toContain('<td class="day">2020年5月8日</td>');
    expect(page).not.toMatch(/\d{4}-\d{2}-\d{2}/);
    expect(dayWords('GS-2020-0002')).toBe('GS-2020-0002');
  });

  it('says why a column is empty where coverage could not tell', () => {
    const report = fundReport();
    const unknown = { ...report, total: { ...report.total, gapsClosed: null } };
    expect(reportPage(unknown, null)).toContain('消除盲区一栏空白');
    expect(reportPage({ ...report, total: { ...report.total, gapsClosed: 0 } }, null)).not.toContain(
      '一栏空白',
    );
  });

  it('says of a report of the moment that nobody vouches for it', () => {
    expect(reportPage(fundReport(), null)).toContain('未公示的实时报表');
  });
});

describe('the title of a report', () => {
  it.each([
    [{ scope: { kind: 'town' } as const }, '全镇 2019 年度平安奖励金收支表'],
    [
      { scope: { kind: 'village', id: 'a', name: '上坡村' } as const, year: null },
      '上坡村 历年平安奖励金收支表',
    ],
  ])('tells whose and of which year: %j', (more, title) => {
    expect(titleOf({ ...fundReport(), ...more })).toBe(title);
  });
});

describe('the table of a report', () => {
  it('is flat: each row has every column, and the imprint', () => {
    const [header, ...rows] = [...reportTable(fundReport(), IMPRINT)];
    expect(new Set(header).size).toBe(header!.length);
    for (const row of rows) {
      expect(row).toHaveLength(header!.length);
      expect(row[header!.indexOf('公示编号')]).toBe('GS-2020-0002');
      expect(row[header!.indexOf('SHA-256')]).toBe('ab'.repeat(32));
    }
    const sections = rows.map((row) => row[header!.indexOf('项目')]);
    expect(sections.filter((section) => section === '收入')).toHaveLength(2);
    expect(sections.filter((section) => section === '支出')).toHaveLength(4);
    expect(sections.filter((section) => section === '结余合计')).toHaveLength(3);
  });

  it('is run by no spreadsheet, and keeps the digits of numbers that are names', async () => {
    const text = await csvOf(fundReport(), null);
    expect(text).toContain(",'=1+1,");
    expect(text).toContain(',00420190,');
    expect(text).toContain('"桥头""社区"", 二"');
  });

  it('writes yuan with the very digits of the fen', () => {
    const isExact = property(integer({ min: -MAX_FEN, max: MAX_FEN }), (amount) => {
      const [, sign, yuan, cents = ''] =
        /^(-?)(\d+)(?:\.(\d{1,2}))?$/.exec(String(yuanNumber(fen(amount)))) ?? [];
      return Number(`${sign}${yuan}${cents.padEnd(2, '0')}`) === amount;
    });
    expect(() => assert(isExact)).not.toThrow();
  });
});
