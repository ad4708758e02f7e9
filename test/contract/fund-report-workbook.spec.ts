import { execFile } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import { reportWorkbook } from '../../src/funding/http/reports/render/report-workbook.js';
import { fundReport } from '../../src/funding/testing/fund-report.js';
import { describeWith } from '../needs.js';

/** Tabs between cells, UTF-8, text in quotes and numbers bare, cells as they are shown, every sheet in a file of its own. */
const AS_TEXT = 'csv:Text - txt - csv (StarCalc):9,34,76,1,,0,true,false,true,false,false,-1';
const CONVERSION_MS = 120_000;

describeWith('libreoffice', 'a report that LibreOffice opens', () => {
  let folder: string;

  /** Without the tabs behind the last cell of each row. */
  const linesOf = (sheet: string): string[] =>
    readFileSync(join(folder, `report-${sheet}.csv`), 'utf8')
      .replace(/\n$/, '')
      .split('\n')
      .map((line) => line.replaceAll('\t', ' | ').replace(/[ |]+$/, ''));

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'shouwang-office-'));
    const file = join(folder, 'report.xlsx');
    writeFileSync(file, await reportWorkbook(fundReport(), null));
    // A profile of its own: two of one profile wait for each other, and one that is new asks nothing.
    const profile = `-env:UserInstallation=${pathToFileURL(join(folder, 'profile')).href}`;
    const args = [profile, '--headless', '--convert-to', AS_TEXT, '--outdir', folder, file];
    await promisify(execFile)('/usr/bin/soffice', args, { timeout: CONVERSION_MS });
  }, CONVERSION_MS + 10_000);
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  it('has the sums of each village as numbers, and those of all in capital words', () => {
    expect(linesOf('收支汇总')).toEqual([
      '"村/社区" | "上年结余(元)" | "收入(元)" | "支出(元)" | "待审(元)" | "结余(元)" | "购置" | "已安装" | "确认在用" | "已说明" | "离线" | "消除盲区"',
      '"上坡村" | 0.30 | 142,697.00 | 142,697.26 | 0.00 | 0.04 | 47 | 46 | 40 | 0 | 2 | 9',
      '"桥头""社区"", 二" | 100,000.00 | 50,000.00 | 0.00 | 142,697.26 | 7,302.74 | 47 | 46 | 40 | 0 | 2 | 9',
      '"合计" | 100,000.30 | 192,697.00 | 142,697.26 | 142,697.26 | 7,302.78 | 94 | 92 | 80 | 0 | 4 | 18',
      '',
      '"表名" | "全镇 2019 年度平安奖励金收支表"',
      '"截至" | "2020-06-01"',
      '"上年结余(大写)" | "人民币壹拾万元零叁角"',
      '"收入(大写)" | "人民币壹拾玖万贰仟陆佰玖拾柒元整"',
      '"支出(大写)" | "人民币壹拾肆万贰仟陆佰玖拾柒元贰角陆分"',
      '"待审(大写)" | "人民币壹拾肆万贰仟陆佰玖拾柒元贰角陆分"',
      '"结余(大写)" | "人民币柒仟叁佰零贰元柒角捌分"',
    ]);
  });

  it('has every income', () => {
    expect(linesOf('收入')).toEqual([
      '"村/社区" | "年度" | "类别" | "星级" | "文号" | "到账日期" | "奖励金额(元)"',
      '"上坡村" | 2019 | "星级奖励" | "五星" | "安政〔2020〕8号" | "2020-03-01" | 142,697.00',
      '"桥头""社区"", 二" | 2019 | "捐赠" |  |  | "2020-03-01" | 50,000.00',
    ]);
  });

  it('has every line of spending: a number of a document keeps its zeros, and what looks like a formula is text', () => {
    const [header, ...lines] = linesOf('支出');
    expect(header).toBe(
      '"村/社区" | "采购日期" | "支出事项" | "型号" | "数量" | "单价(元)" | "金额(元)" | "供应商" | "合同号" | "凭证号" | "资金来源" | "状态" | "已安装" | "确认在用" | "监督委员会审核" | "公示起止"',
    );
    const PUBLIC = '"2020-05-08" | "2020-05-10 至 2020-05-16"';
    expect(lines).toEqual([
      `"上坡村" | "2020-05-01" | "400万像素枪机" | "DS-2CD" | 47 | 3,036.11 | 142,697.17 | "安通" |  | "00420190" | "2019 五星奖励 142,697.26" | "公示中" | 46 | 40 | ${PUBLIC}`,
      `"上坡村" | "2020-05-01" | "安装, 含""立杆""" |  | 1 | 0.09 | 0.09 | "安通" |  | "00420190" |  | "公示中" |  |  | ${PUBLIC}`,
      `"桥头""社区"", 二" | "2020-05-01" | "400万像素枪机" | "DS-2CD" | 47 | 3,036.11 | 142,697.17 | "=1+1" |  | "00420190" | "2019 五星奖励 142,697.26" | "待审" | 46 | 40 | ${PUBLIC}`,
      `"桥头""社区"", 二" | "2020-05-01" | "安装, 含""立杆""" |  | 1 | 0.09 | 0.09 | "=1+1" |  | "00420190" |  | "待审" |  |  | ${PUBLIC}`,
    ]);
  });
});
