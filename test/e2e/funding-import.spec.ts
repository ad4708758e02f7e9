import { randomUUID } from 'node:crypto';
import { sheetOf, workbookWith } from '../../src/platform/sheets/testing/workbook.js';
import type { Browser } from './access-people.js';
import { FundingTown, json } from './funding-town.js';
import { csv, type ImportAnswer } from './import-files.js';

interface Report extends ImportAnswer {
  readonly sha256: string;
  readonly createdFen: number;
  readonly code: string;
  readonly detail: string;
}

const AWARDS = ['村/社区', '来源', '年度', '星级', '奖励金额(元)', '文号', '到账日期'];
const STAR = ['上坡村', '平安奖励金', 2019, '五星', '142,697元', '安政〔2020〕8号', '2020-03-01'];
const OWN = ['上坡村', '集体资金', 2020, '', '5000', '', '2020-04-01'];
const PURCHASES = [
  '村',
  '购置日期',
  '供应商',
  '凭证号',
  '支出事项',
  '数量',
  '单价',
  '金额',
  '是否摄像机',
  '资金来源',
  '公示起',
  '公示止',
];
const FROM_STAR = ['上坡村', '2020-05-01', '安通', 'FP-1'];
const PUBLIC = ['2020-05-10', '2020-05-20'];

/** Bytes of a text in GBK, for which Node has a decoder alone. */
function gbk(text: string): Buffer {
  const decoder = new TextDecoder('gbk');
  const codes = new Map<string, number[]>();
  for (let lead = 0x81; lead <= 0xfe; lead += 1)
    for (let trail = 0x40; trail <= 0xfe; trail += 1)
      codes.set(decoder.decode(Uint8Array.of(lead, trail)), [lead, trail]);
  return Buffer.from(
    [...text].flatMap((sign) => (sign < '\u0080' ? sign.codePointAt(0)! : codes.get(sign)!)),
  );
}

describe('awards and purchases of past years', () => {
  const here = new FundingTown();

  beforeAll(() => here.open(), 60_000);
  afterAll(() => here.close());

  async function sends(
    who: Browser,
    path: string,
    content: string | Uint8Array,
    headers: Readonly<Record<string, string>> = { 'idempotency-key': randomUUID() },
  ): Promise<readonly [number, Report]> {
    const response = await fetch(`${here.service.url}/api/v1/${path}`, {
      method: 'POST',
      headers: {
        cookie: who.cookie,
        'sec-fetch-site': 'same-origin',
        'content-type': 'text/csv',
        ...headers,
      },
      body: content as never,
    });
    return [response.status, await json<Report>(response)];
  }

  async function imported(who: Browser, path: string, content: string | Uint8Array): Promise<Report> {
    const [status, report] = await sends(who, path, content);
    expect([status, report.detail]).toEqual([200, undefined]);
    return report;
  }

  const balance = async () => {
    const answer = await here.chief.send('GET', `villages/${here.villageId}/balance`);
    const { receivedFen, spentFen, leftFen } = await json<Record<string, number>>(answer);
    return [receivedFen, spentFen, leftFen];
  };
  const purchase = (...cells: readonly (string | number)[]) => csv(PURCHASES, cells);
  const inForm = (content: string): FormData => {
    const form = new FormData();
    form.append('file', new Blob([content]), '2020年采购.csv');
    return form;
  };

  it('come with a dry run that writes nothing and asks for no key', async () => {
    const file = csv(AWARDS, STAR, OWN);
    const [status, report] = await sends(here.chief, 'awards/import?dryRun=true', file, {});
    expect([status, report.isApplied, report.createdFen]).toEqual([200, false, 14_769_700]);
    expect(report.summary).toEqual({ created: 2, unchanged: 0, skipped: 0, rejected: 0 });
    expect(await balance()).toEqual([0, 0, 0]);
    expect((await sends(here.chief, 'awards/import', file, {}))[1].code).toBe('idempotency-key-missing');
  });

  it('leave the money of the town to an admin, and other villages to themselves', async () => {
    const { rows, isApplied } = await imported(
      here.lin,
      'awards/import',
      csv(AWARDS, STAR, OWN, ['桥头村', ...OWN.slice(1)]),
    );
    expect(isApplied).toBe(false);
    expect(rows.map(({ rejections }) => rejections.map(({ code }) => code))).toEqual([
      ['money-of-the-town'],
      [],
      ['unknown-village'],
    ]);
    expect(await balance()).toEqual([0, 0, 0]);
  });

  it('are read in GBK, entered once for each key, and unchanged the second time', async () => {
    const file = gbk(csv(AWARDS, STAR).replaceAll('〔', '[').replaceAll('〕', ']'));
    const key = { 'idempotency-key': randomUUID() };
    const [, first] = await sends(here.chief, 'awards/import', file, key);
    expect(first).toMatchObject({ isApplied: true, summary: { created: 1 } });
    expect((await sends(here.chief, 'awards/import', file, key))[1]).toEqual(first);
    const [status, reused] = await sends(here.chief, 'awards/import', csv(AWARDS, OWN), key);
    expect([status, reused.code]).toEqual([422, 'idempotency-key-reused']);
    const again = await imported(here.lin, 'awards/import', csv(AWARDS, STAR, OWN));
    expect(again.summary).toMatchObject({ created: 1, unchanged: 1 });
    expect(again.rows[0]!.id).toBe(first.rows[0]!.id);
    expect(await balance()).toEqual([14_769_700, 0, 14_769_700]);
  });

  it('reject the cells that a merge has emptied, and say what to do', async () => {
    const inline = (ref: string, text: string) => `<c r="${ref}" t="inlineStr"><is><t>${text}</t></is></c>`;
    const cells = (row: number, texts: readonly (string | number)[]) =>
      `<row r="${row}">${texts.map((text, index) => (text === '' ? '' : inline(`${'ABCDEFG'[index]}${row}`, String(text)))).join('')}</row>`;
    const book = workbookWith(
      sheetOf(
        [AWARDS, STAR, ['', ...OWN.slice(1)]].map((texts, index) => cells(index + 1, texts)).join(''),
        '<mergeCells count="1"><mergeCell ref="A2:A3"/></mergeCells>',
      ),
    );
    const { rows } = await imported(here.chief, 'awards/import?dryRun=true', book);
    expect(rows.map(({ outcome }) => outcome)).toEqual(['unchanged', 'rejected']);
    expect(rows[1]!.rejections).toMatchObject([
      {
        code: 'merged-cell',
        column: '村/社区',
        value: 'A2:A3',
        mend: { en: 'unmerge the cells and write the value in every row' },
      },
    ]);
  });

  it('are spent to the fen or not at all, also across the rows of a file', async () => {
    const camera = ['枪机', 40, '3,000', 120_000, '是', '2019 五星奖励', ...PUBLIC];
    const work = ['安装', 1, 22_697.01, 22_697.01, '否', '安政[2020]8号', ...PUBLIC];
    const file = csv(PURCHASES, [...FROM_STAR, ...camera], ['上坡村', '2020-05-02', '安通', 'FP-2', ...work]);
    const refused = await imported(here.lin, 'purchases/import', file);
    expect([refused.isApplied, refused.summary.rejected]).toEqual([false, 1]);
    expect(refused.rows[1]!.rejections).toMatchObject([
      {
        code: 'award-overdrawn',
        column: '资金来源',
        reason: { en: expect.stringContaining('22,697.00 yuan left') },
      },
    ]);
    expect(await balance()).toEqual([14_769_700, 0, 14_769_700]);
    const valid = await imported(here.lin, 'purchases/import?mode=valid', file);
    expect([valid.isApplied, valid.createdFen]).toEqual([true, 12_000_000]);
    expect(await balance()).toEqual([14_769_700, 12_000_000, 2_769_700]);
    expect((await imported(here.lin, 'purchases/import?dryRun=true', file)).rows[0]).toMatchObject({
      outcome: 'unchanged',
      id: valid.rows[0]!.id,
    });
  });

  it('are public at once where the file says when they were, and closed by somebody else', async () => {
    const row = [
      '上坡村',
      '2020-06-01',
      '宏达',
      'FP-9',
      '交换机',
      1,
      1000,
      1000,
      '否',
      '集体资金',
      ...PUBLIC,
    ];
    const response = await fetch(`${here.service.url}/api/v1/purchases/import`, {
      method: 'POST',
      headers: {
        cookie: here.chief.cookie,
        'sec-fetch-site': 'same-origin',
        'idempotency-key': randomUUID(),
      },
      body: inForm(csv(PURCHASES, row)),
    });
    const { rows, sha256, isApplied } = await json<Report>(response);
    expect(isApplied).toBe(true);
    const { id } = rows[0]!;
    const before = Date.now();
    const entered = await json(await here.chief.send('GET', `purchases/${id}`));
    expect(entered).toMatchObject({
      state: 'publicised',
      submittedBy: 'chief',
      isImported: true,
      publicFrom: '2020-05-10',
    });
    expect(Date.parse(entered['dueAt'] as string)).toBeGreaterThan(before);
    const { items } = await json<{ items: object[] }>(await here.lin.send('GET', `purchases/${id}/steps`));
    expect(items).toMatchObject([
      {
        action: 'import',
        from: null,
        to: 'publicised',
        by: { name: 'chief' },
        fileName: '2020年采购.csv',
        sha256,
      },
    ]);
    expect(await here.chief.problem('POST', `purchases/${id}/close`, {})).toEqual([403, 'same-person']);
    expect(await json(await here.service.request('POST', `/api/v1/purchases/${id}/close`, {}))).toMatchObject(
      { state: 'closed' },
    );
  });

  it('are drafts where it does not', async () => {
    const row = ['上坡村', '2020-06-02', '宏达', '', '网线', 10, 1.5, '', '否', '集体资金', '', ''];
    const { rows } = await imported(here.lin, 'purchases/import', purchase(...row));
    expect(await json(await here.lin.send('GET', `purchases/${rows[0]!.id}`))).toMatchObject({
      state: 'draft',
      submittedBy: null,
      isImported: false,
      totalFen: 1_500,
    });
  });

  it.each([
    ['an amount in another unit', '村,年度,星级,奖励金额(万元)\n上坡村,2019,五星,14', 'other-unit'],
    ['no header that it knows', 'a,b\n1,2', 'no-header'],
    ['two headers for one column', '村,奖励金额,奖励金\n上坡村,1,1', 'duplicate-column'],
    ['nothing but a blank line', '\n', 'empty-file'],
  ])('are refused in a file with %s', async (_what, content, code) => {
    const [status, problem] = await sends(here.chief, 'awards/import', content);
    expect([status, problem.code]).toEqual([422, code]);
  });

  it.each(['awards', 'purchases'])('have a template of which every header is known: %s', async (noun) => {
    for (const format of ['csv', 'xlsx']) {
      const response = await here.lin.send('GET', `${noun}/import-template?format=${format}`);
      const bytes = new Uint8Array(await response.arrayBuffer());
      const { columns, rows } = await imported(here.lin, `${noun}/import?dryRun=true`, bytes);
      expect(new Set(columns.map(({ use }) => use))).toEqual(new Set(['known']));
      expect(rows).toEqual([]);
    }
  });
});
