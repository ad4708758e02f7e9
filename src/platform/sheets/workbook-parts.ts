import { inflateRawSync } from 'node:zlib';
import { FileRefused } from './file-refused.js';
import { packedBytesOf, type ZipEntry } from './zip-directory.js';

const DEFLATED = 8;
const STORED = 0;
const MAX_SMALL_PART = 8_388_608;

/** The part that holds the first sheet. */
export function firstSheet(bytes: Buffer, entries: readonly ZipEntry[]): ZipEntry {
  const workbook = smallPart(bytes, entries, 'xl/workbook.xml');
  const relations = smallPart(bytes, entries, 'xl/_rels/workbook.xml.rels');
  const id = /<(?:\w+:)?sheet\s[^>]*?\b\w+:id="([^"]+)"/.exec(workbook)?.[1];
  const relation = [...relations.matchAll(/<(?:\w+:)?Relationship\s[^>]*>/g)].find(
    ([tag]) => attributeOf(tag, 'Id') === id,
  );
  const target = relation && attributeOf(relation[0], 'Target');
  const sheet = target && entryOf(entries, target.startsWith('/') ? target.slice(1) : `xl/${target}`);
  if (!sheet) throw new FileRefused('no-workbook', 'The workbook has no sheet that can be read.');
  return sheet;
}

export function refuseOtherArchives(entries: readonly ZipEntry[]): void {
  if (entries.some(({ isEncrypted }) => isEncrypted)) {
    throw new FileRefused('encrypted-file', 'The archive is encrypted; save it without a password.');
  }
  const odd = entries.find(({ method }) => method !== DEFLATED && method !== STORED);
  if (odd)
    throw new FileRefused(
      'broken-workbook',
      'The workbook is packed in a way that Excel does not use; save it again.',
    );
  if (entryOf(entries, 'xl/workbook.xml') && entryOf(entries, '[Content_Types].xml')) return;
  throw new FileRefused(
    'file-of-another-kind',
    'The file is a ZIP archive and no .xlsx workbook; send the table in it.',
  );
}

function entryOf(entries: readonly ZipEntry[], name: string): ZipEntry | undefined {
  return entries.find((entry) => entry.name.toLowerCase() === name.toLowerCase());
}

function attributeOf(tag: string, name: string): string | undefined {
  return new RegExp(`\\s${name}="([^"]*)"`).exec(tag)?.[1];
}

function smallPart(bytes: Buffer, entries: readonly ZipEntry[], name: string): string {
  const entry = entryOf(entries, name);
  if (!entry)
    throw new FileRefused('file-of-another-kind', `The file is no .xlsx workbook: it has no ${name}.`);
  const packed = packedBytesOf(bytes, entry);
  try {
    const plain =
      entry.method === STORED ? packed : inflateRawSync(packed, { maxOutputLength: MAX_SMALL_PART });
    return plain.toString('utf8');
  } catch {
    throw new FileRefused(
      'broken-workbook',
      `The workbook is damaged in ${name}; save it again and send the new file.`,
    );
  }
}
