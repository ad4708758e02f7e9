import { readdirSync } from 'node:fs';
import { request } from 'node:http';
import { join } from 'node:path';
import { DataSource } from 'typeorm';
import {
  packedBomb,
  SHEET,
  sheetOf,
  workbookOf,
  workbookWith,
  zipOf,
} from '../../src/platform/sheets/testing/workbook.js';
import { type ImportAnswer, sendFile } from './import-files.js';
import { type Service, startService, TOKEN } from './service.js';

const PATH = '/api/v1/cameras/import';
const MB = 1_048_576;
/** The thread that reads may take 192 MB, its start from sources some 60 more; a bomb of ours would take 3,000. */
const GROWTH_MB = 400;
const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

const cell = (at: string, text: string): string => `<c r="${at}" t="inlineStr"><is><t>${text}</t></is></c>`;
const row = (number: number, cells: string): string => `<row r="${number}">${cells}</row>`;
const HEADER = row(1, cell('A1', '设备名称') + cell('B1', '村') + cell('C1', 'IPV4'));
const GOOD = row(2, cell('A2', '村口') + cell('B2', '上坡村') + cell('C2', '10.1.1.1'));
const OLE = Buffer.concat([Buffer.from('d0cf11e0a1b11ae1', 'hex'), Buffer.alloc(4_096)]);

const bombSheet = (saidBytes: number): Buffer =>
  workbookOf([
    {
      name: SHEET,
      content: '',
      packed: packedBomb('<worksheet><sheetData><row r="1"><c><v>', 3_000),
      saidBytes,
    },
  ]);
const bombStrings = workbookOf([
  { name: SHEET, content: sheetOf(HEADER + GOOD) },
  { name: 'xl/sharedStrings.xml', content: '', packed: packedBomb('<sst><si><t>', 3_000), saidBytes: 900 },
]);

const OLD_WORKBOOK =
  'The file is an old .xls or an encrypted workbook; open it in Excel and save it as .xlsx without a password.';
const REFUSED: readonly (readonly [string, () => string | Buffer, string, string])[] = [
  [
    'a zip bomb of 3 GB',
    () => bombSheet(3_000 * MB),
    'zip-bomb',
    'The workbook is refused as a zip bomb: it unpacks to 3001 MB; 300 MB are taken.',
  ],
  [
    'a zip bomb that says it is small',
    () => bombSheet(1_000),
    'zip-bomb',
    'The workbook is refused as a zip bomb: its sheet unpacks to more than it says.',
  ],
  [
    'a zip bomb beside its sheet',
    () => bombStrings,
    'zip-bomb',
    'The workbook is refused as a zip bomb: one of its parts unpacks to more than it says.',
  ],
  [
    'a PDF',
    () => '%PDF-1.7\n1 0 obj',
    'file-of-another-kind',
    'The file is a PDF; send the table that it was printed from.',
  ],
  [
    'a photograph',
    () => Buffer.from('ffd8ffe000104a46494600', 'hex'),
    'file-of-another-kind',
    'The file is a JPEG picture; send the table itself.',
  ],
  [
    'a program',
    () => Buffer.concat([Buffer.from('MZ'), Buffer.from('90000300000004000000ffff', 'hex')]),
    'file-of-another-kind',
    'The file is no table: send .xlsx, CSV or GeoJSON.',
  ],
  ['a workbook of Excel 97', () => OLE, 'file-of-another-kind', OLD_WORKBOOK],
  [
    'a workbook with a password',
    () => Buffer.concat([OLE, Buffer.from('EncryptedPackage', 'utf16le')]),
    'file-of-another-kind',
    OLD_WORKBOOK,
  ],
  [
    'another archive',
    () => zipOf([{ name: 'a.txt', content: 'a' }]),
    'file-of-another-kind',
    'The file is a ZIP archive and no .xlsx workbook; send the table in it.',
  ],
  [
    'half a workbook',
    () => workbookWith(sheetOf(HEADER + GOOD)).subarray(0, 600),
    'broken-workbook',
    'The workbook is damaged: it ends too early; save it again and send the new file.',
  ],
];

describe('files that are sent to harm', () => {
  let service: Service;
  beforeAll(async () => {
    service = await startService();
    await service.json('POST', '/api/v1/villages', { name: '上坡村', kind: 'village' });
  });
  afterAll(() => service.close());

  /** The memory of this process and its threads, before and at its worst while the work is done. */
  async function watchingMemory<T>(work: () => Promise<T>): Promise<T> {
    const before = process.memoryUsage().rss;
    let most = before;
    const watch = setInterval(() => (most = Math.max(most, process.memoryUsage().rss)), 20);
    try {
      return await work();
    } finally {
      clearInterval(watch);
      expect((most - before) / MB).toBeLessThan(GROWTH_MB);
    }
  }

  const sendForm = (content: string | Buffer, name = '登记表.xlsx'): Promise<Response> => {
    const form = new FormData();
    form.set('file', new Blob([content as never], { type: XLSX }), name);
    const headers = { authorization: `Bearer ${TOKEN}` };
    return fetch(`${service.url}${PATH}`, { method: 'POST', headers, body: form });
  };

  async function expectNothingLeft(): Promise<void> {
    expect(await service.json('GET', '/api/v1/cameras')).toMatchObject({ items: [] });
    expect(readdirSync(join(service.dataDir, 'imports'))).toEqual([]);
    const [latest] = (await service.json<{ items: ImportAnswer[] }>('GET', '/api/v1/imports')).items;
    expect(latest).toMatchObject({ state: 'refused', isApplied: false, progress: null });
    const { rows } = await service.json<ImportAnswer>('GET', `/api/v1/imports/${latest!.id}`);
    expect(rows).toEqual([]);
    const history = "SELECT id FROM entry_changes WHERE entry_kind = 'camera'";
    expect(await service.app.get(DataSource).query(history)).toEqual([]);
    expect((await service.request('GET', '/health/ready')).status).toBe(200);
  }

  it.each(REFUSED)(
    'refuses %s, as body and as form',
    async (_what, make, code, detail) => {
      const content = make();
      await watchingMemory(async () => {
        for (const response of [await sendFile(service, PATH, content, XLSX), await sendForm(content)]) {
          expect([response.status, await response.json()]).toMatchObject([422, { code, detail }]);
          await expectNothingLeft();
        }
      });
    },
    60_000,
  );

  it('refuses a file without a byte, and a body without one', async () => {
    const form = await sendForm('');
    expect([form.status, await form.json()]).toMatchObject([422, { code: 'empty-file' }]);
    const body = await sendFile(service, PATH, '', XLSX);
    expect([body.status, await body.json()]).toMatchObject([
      400,
      { code: 'no-file', detail: 'Send the file as the body, or as the first file of a form.' },
    ]);
    await expectNothingLeft();
  });

  it('refuses a form with a file of 200 MB while it streams in', async () => {
    const before = (await service.json<{ items: unknown[] }>('GET', '/api/v1/imports')).items.length;
    const answer = await watchingMemory(() => streamForm(service, 200));
    expect(answer).toMatchObject({
      status: 413,
      problem: {
        code: 'file-too-large',
        detail: 'The file is larger than 20 MB; divide it, or raise imports.maxFileMb.',
      },
    });
    await expectNothingLeft();
    // It was never an import.
    expect((await service.json<{ items: unknown[] }>('GET', '/api/v1/imports')).items).toHaveLength(before);
  }, 60_000);

  it('takes the values of formulas, and rejects a row whose formula has none', async () => {
    const value = `<c r="A2" t="str"><f>CONCAT("村","口")</f><v>村口</v></c>`;
    const none = '<c r="A3"><f>A2</f></c>';
    const rest = (number: number): string =>
      cell(`B${number}`, '上坡村') + cell(`C${number}`, `10.1.1.${number}`);
    const sheet = sheetOf(HEADER + row(2, value + rest(2)) + row(3, none + rest(3)));
    const { rows, isApplied } = await taken(workbookWith(sheet));
    expect(isApplied).toBe(false);
    expect(rows).toMatchObject([
      { row: 2, outcome: 'created', name: '村口' },
      {
        row: 3,
        outcome: 'rejected',
        rejections: [{ code: 'formula-without-value', column: '设备名称', value: 'A3 (=…)' }],
      },
    ]);
    expect(await service.json('GET', '/api/v1/cameras')).toMatchObject({ items: [] });
  });

  it('gives a merged cell to its first row, and rejects the rows that it took one from', async () => {
    const second = row(3, cell('A3', '村尾') + cell('C3', '10.1.1.2'));
    const merge = '<mergeCells count="1"><mergeCell ref="B2:B3"/></mergeCells>';
    const { rows } = await taken(workbookWith(sheetOf(HEADER + GOOD + second, merge)));
    expect(rows).toMatchObject([
      { row: 2, outcome: 'created' },
      { row: 3, outcome: 'rejected', rejections: [{ code: 'merged-cell', column: '村', value: 'B2:B3' }] },
    ]);
    expect(await service.json('GET', '/api/v1/cameras')).toMatchObject({ items: [] });
  });

  // Last: this one is right, and what is right is written.
  it('finds the one row among a million empty ones', async () => {
    const empty = Array.from({ length: 1_000_000 }, (_, index) => `<row r="${index + 3}"/>`).join('');
    const file = workbookWith(sheetOf(HEADER + GOOD + empty));
    const answer = await watchingMemory(() => taken(file));
    expect(answer).toMatchObject({ isApplied: true, summary: { created: 1, rejected: 0 } });
    expect(answer.rows).toMatchObject([{ row: 2, name: '村口' }]);
    expect(await service.json('GET', '/api/v1/cameras')).toMatchObject({ items: [{ name: '村口' }] });
    expect(readdirSync(join(service.dataDir, 'imports'))).toEqual([]);
    expect((await service.request('GET', '/health/ready')).status).toBe(200);
  }, 60_000);

  async function taken(content: Buffer): Promise<ImportAnswer> {
    const response = await sendForm(content);
    expect(response.status).toBe(200);
    return (await response.json()) as ImportAnswer;
  }
});

/** A form with one file of so many megabytes, which never stands in memory, from a sender that says no length. */
function streamForm({ url }: Service, megabytes: number): Promise<{ status: number; problem: unknown }> {
  const piece = Buffer.alloc(MB, 'a,b\n');
  return new Promise((resolve, reject) => {
    const sending = request(`${url}${PATH}`, {
      method: 'POST',
      headers: { authorization: `Bearer ${TOKEN}`, 'content-type': 'multipart/form-data; boundary=X' },
    });
    sending.on('error', reject);
    sending.on('response', async (response) => {
      const body = Buffer.concat(await response.toArray()).toString();
      resolve({ status: response.statusCode!, problem: JSON.parse(body) });
    });
    sending.write('--X\r\ncontent-disposition: form-data; name="file"; filename="a.xlsx"\r\n\r\n');
    let sent = 0;
    const send = (): void => {
      sent += 1;
      if (sent > megabytes) sending.end('\r\n--X--\r\n');
      else sending.write(piece, send);
    };
    send();
  });
}
