import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { writeXlsx } from 'hucre/xlsx';
import type { SheetRow } from '../../kernel/sheet/cell.js';
import { readFile } from './read-file.js';
import { sheetOf, workbookWith, zipOf } from './testing/workbook.js';

const LIMITS = { maxRows: 1_000, maxColumns: 50, maxUnpackedBytes: 200 * 1_048_576 };
/** 设备名称 and 上坡村 as GBK writes them. */
const GBK = Buffer.from('c9e8b1b8c3fbb3c60ac9cfc6c2b4e50a', 'hex');
const inline = (text: string): string => `<c t="inlineStr"><is><t>${text}</t></is></c>`;

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'shouwang-files-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

async function rowsOf(content: string | Buffer, limits = LIMITS): Promise<SheetRow[]> {
  const path = join(folder, 'file');
  writeFileSync(path, content);
  const rows: SheetRow[] = [];
  for await (const batch of readFile(path, limits, { timeoutMs: 60_000 })) rows.push(...batch);
  return rows;
}

describe('readFile of a CSV', () => {
  it.each([
    ['UTF-8', Buffer.from('设备名称\n上坡村\n')],
    ['UTF-8 with a byte order mark', Buffer.from('\uFEFF设备名称\n上坡村\n')],
    ['GBK', GBK],
    ['UTF-16 as Excel exports it', Buffer.from('\uFEFF设备名称\n上坡村\n', 'utf16le')],
  ])('reads %s', async (_name, bytes) => {
    expect(await rowsOf(bytes)).toEqual([
      { row: 1, cells: ['设备名称'] },
      { row: 2, cells: ['上坡村'] },
    ]);
  });

  it('counts rows as a sheet does: blank ones, and quoted line breaks', async () => {
    expect(await rowsOf('a,b\r\n\r\n"x\ny",1\r\n,\r\nz,2')).toEqual([
      { row: 1, cells: ['a', 'b'] },
      { row: 3, cells: ['x\ny', '1'] },
      { row: 5, cells: ['z', '2'] },
    ]);
  });

  it.each(['a;b\n1;2', 'a\tb\n1\t2'])('finds the delimiter of %j', async (text) => {
    expect((await rowsOf(text))[1]?.cells).toEqual(['1', '2']);
  });

  it('takes the mark off that keeps a spreadsheet from running a cell', async () => {
    expect((await rowsOf(`a\n'=1+1\n''=1\n'quoted'\n-5`)).slice(1).map(({ cells }) => cells[0])).toEqual([
      '=1+1',
      "'=1",
      "'quoted'",
      '-5',
    ]);
  });
});

describe('readFile of a workbook', () => {
  it('reads text, numbers, flags and days', async () => {
    const bytes = await writeXlsx({
      sheets: [
        {
          name: 'S',
          rows: [
            ['编码', '天数', '有', '日期'],
            ['007', 30, true, new Date(Date.UTC(2024, 4, 1))],
          ],
        },
      ],
    });
    expect((await rowsOf(Buffer.from(bytes)))[1]).toEqual({ row: 2, cells: ['007', 30, true, '2024-05-01'] });
  });

  it('takes the value of a formula, and marks a formula without one', async () => {
    const sheet = sheetOf(
      '<row r="1"><c r="A1"><f>1+1</f><v>2</v></c><c r="B1"><f>1+1</f></c><c r="C1" t="str"><f>"x"</f><v>x</v></c></row>',
    );
    expect((await rowsOf(workbookWith(sheet)))[0]?.cells).toEqual([
      2,
      { trouble: 'formula-without-value', text: 'B1 (=…)' },
      'x',
    ]);
  });

  it('marks what a merge has taken from the rows below its first', async () => {
    const sheet = sheetOf(
      `<row r="1"><c r="A1" t="str"><v>村</v></c><c r="B1" t="str"><v>名</v></c></row><row r="2"><c r="B2" t="str"><v>二</v></c></row>`,
      '<mergeCells count="1"><mergeCell ref="A1:A2"/></mergeCells>',
    );
    expect((await rowsOf(workbookWith(sheet)))[1]?.cells).toEqual([
      { trouble: 'merged-away', text: 'A1:A2' },
      '二',
    ]);
  });

  it('passes a million empty rows by', async () => {
    const rows = Array.from({ length: 1_000_000 }, (_, index) => `<row r="${index + 3}"/>`).join('');
    const first = `<row r="1">${inline('a')}</row><row r="2">${inline('b')}</row>`;
    expect(await rowsOf(workbookWith(sheetOf(first + rows)))).toHaveLength(2);
  }, 60_000);
});

describe('readFile of a GeoJSON', () => {
  it('makes columns of properties, points and areas', async () => {
    const area = {
      type: 'Polygon',
      coordinates: [
        [
          [0, 0],
          [1, 0],
          [1, 1],
          [0, 0],
        ],
      ],
    };
    const features = [
      {
        type: 'Feature',
        geometry: { type: 'Point', coordinates: [118.47, 24.72] },
        properties: { 名称: 'a' },
      },
      { type: 'Feature', geometry: area, properties: { 名称: 'b' } },
    ];
    expect(await rowsOf(JSON.stringify({ type: 'FeatureCollection', features }))).toEqual([
      { row: 1, cells: ['名称', '经度', '纬度', '边界'] },
      { row: 2, cells: ['a', 118.47, 24.72, null] },
      { row: 3, cells: ['b', null, null, JSON.stringify(area)] },
    ]);
  });
});

describe('readFile refuses', () => {
  const bomb = sheetOf(`<row r="1">${inline('0'.repeat(30_000_000))}</row>`);
  it.each<[string, string | Buffer, string]>([
    ['an empty file', '', 'The file is empty.'],
    [
      'an old workbook',
      Buffer.from('d0cf11e0a1b11ae1', 'hex'),
      'The file is an old .xls or an encrypted workbook; open it in Excel and save it as .xlsx without a password.',
    ],
    ['a PDF', '%PDF-1.7', 'The file is a PDF; send the table that it was printed from.'],
    [
      'a picture',
      Buffer.from('89504e470d0a1a0a', 'hex'),
      'The file is a PNG picture; send the table itself.',
    ],
    ['a web page', '<!DOCTYPE html><table></table>', 'The file is HTML or XML; save it as .xlsx or CSV.'],
    ['what is no text', Buffer.from([1, 0, 2, 0]), 'The file is no table: send .xlsx, CSV or GeoJSON.'],
    [
      'an unknown encoding',
      Buffer.from([0x61, 0xff, 0xff]),
      'The text is neither UTF-8 nor GB18030/GBK; save it as "CSV UTF-8" or as .xlsx.',
    ],
    [
      'another archive',
      zipOf([{ name: 'a.txt', content: 'a' }]),
      'The file is a ZIP archive and no .xlsx workbook; send the table in it.',
    ],
    [
      'a torn archive',
      zipOf([{ name: 'a.txt', content: 'a' }]).subarray(0, 40),
      'The workbook is damaged: it ends too early; save it again and send the new file.',
    ],
    [
      'a zip bomb',
      workbookWith(bomb),
      'The workbook is refused as a zip bomb: "xl/worksheets/sheet1.xml" unpacks to more than 250 times its size.',
    ],
    ['a JSON of another kind', '{"a":1}', 'The JSON is no GeoJSON FeatureCollection.'],
    ['too many columns', `${'a,'.repeat(60)}a`, 'Row 1 has more than 50 columns.'],
    ['too many rows', 'a\n'.repeat(1_100), 'The file has more than 1000 rows; divide it.'],
  ])('%s', async (_name, content, message) => {
    await expect(rowsOf(content)).rejects.toThrow(message);
  });

  it('a zip bomb that lies about its size', async () => {
    const small = { ...LIMITS, maxUnpackedBytes: 1_000_000 };
    await expect(rowsOf(workbookWith(bomb, 500_000), small)).rejects.toThrow(
      'The workbook is refused as a zip bomb: its sheet unpacks to more than it says.',
    );
  });
});

describe('readFile of what nobody waits for any more', () => {
  it.each([
    ['before a row came', 0],
    ['between two batches', 1],
  ])('ends %s', async (_when, batches) => {
    const path = join(folder, 'left');
    writeFileSync(path, 'a\n'.repeat(50_000));
    const leaving = new AbortController();
    const rows = readFile(
      path,
      { ...LIMITS, maxRows: 100_000 },
      { timeoutMs: 60_000, signal: leaving.signal },
    );
    for (let at = 0; at < batches; at += 1) await rows.next();
    const next = rows.next();
    leaving.abort(new Error('gone'));
    await expect(next).rejects.toThrow('gone');
    expect(await rows.next()).toEqual({ value: undefined, done: true });
  });
});
