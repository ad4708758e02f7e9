import { FileRefused } from './file-refused.js';

export type FileKind = 'xlsx' | 'csv' | 'geojson';

const MAGIC: readonly (readonly [string, readonly number[], string])[] = [
  [
    'an old .xls or an encrypted workbook',
    [0xd0, 0xcf, 0x11, 0xe0],
    'open it in Excel and save it as .xlsx without a password',
  ],
  ['a PDF', [0x25, 0x50, 0x44, 0x46, 0x2d], 'send the table that it was printed from'],
  ['a PNG picture', [0x89, 0x50, 0x4e, 0x47], 'send the table itself'],
  ['a JPEG picture', [0xff, 0xd8, 0xff], 'send the table itself'],
  ['a GIF picture', [0x47, 0x49, 0x46, 0x38], 'send the table itself'],
  ['a RAR archive', [0x52, 0x61, 0x72, 0x21], 'unpack it and send the table in it'],
  ['a 7z archive', [0x37, 0x7a, 0xbc, 0xaf], 'unpack it and send the table in it'],
  ['a gzip archive', [0x1f, 0x8b], 'unpack it and send the table in it'],
];

const ZIP = [0x50, 0x4b, 0x03, 0x04];
const EMPTY_ZIP = [0x50, 0x4b, 0x05, 0x06];

/** What a file is by its content: names and media types are what browsers and people make of it. */
export function sniffFile(bytes: Buffer): FileKind {
  if (bytes.length === 0) throw new FileRefused('empty-file', 'The file is empty.');
  if (begins(bytes, ZIP) || begins(bytes, EMPTY_ZIP)) return 'xlsx';
  const other = MAGIC.find(([, magic]) => begins(bytes, magic));
  if (other) throw new FileRefused('file-of-another-kind', `The file is ${other[0]}; ${other[2]}.`);
  const start = bytes.subarray(0, 4_096).toString('latin1').trimStart();
  if (/^(\xEF\xBB\xBF)?\s*[{[]/.test(start)) return 'geojson';
  if (/^(\xEF\xBB\xBF)?\s*<(!doctype html|html|\?xml|table)/i.test(start)) {
    throw new FileRefused('file-of-another-kind', 'The file is HTML or XML; save it as .xlsx or CSV.');
  }
  return 'csv';
}

function begins(bytes: Buffer, magic: readonly number[]): boolean {
  return magic.every((byte, index) => bytes[index] === byte);
}
