import { FileRefused } from './file-refused.js';

export interface ZipEntry {
  readonly name: string;
  readonly method: number;
  readonly packedBytes: number;
  readonly unpackedBytes: number;
  readonly headerOffset: number;
  readonly isEncrypted: boolean;
}

const END = 0x06054b50;
const ENTRY = 0x02014b50;
const LOCAL = 0x04034b50;
const END_BYTES = 22;
const MAX_COMMENT = 65_535;
const MAX_ENTRIES = 2_000;
/** XML of a sheet packs 1:10 to 1:30; a million empty rows 1:150. A bomb packs 1:1000. */
const MAX_RATIO = 250;
const SMALL_BYTES = 1_048_576;

/**
 * What the central directory promises, before anything is unpacked. A directory may lie: whoever unpacks counts again.
 */
export function zipDirectory(bytes: Buffer, maxUnpackedBytes: number): readonly ZipEntry[] {
  const end = endOf(bytes);
  const count = bytes.readUInt16LE(end + 10);
  const offset = bytes.readUInt32LE(end + 16);
  if (count === 0xffff || offset === 0xffff_ffff)
    throw broken('it is a ZIP64 archive, larger than a register can be');
  if (count > MAX_ENTRIES) throw bomb(`it holds ${count} parts; a workbook has at most a few dozen`);
  const entries = readEntries(bytes, offset, count);
  const total = entries.reduce((sum, { unpackedBytes }) => sum + unpackedBytes, 0);
  if (total > maxUnpackedBytes) {
    throw bomb(`it unpacks to ${megabytes(total)} MB; ${megabytes(maxUnpackedBytes)} MB are taken`);
  }
  const dense = entries.find(
    (entry) => entry.unpackedBytes > SMALL_BYTES && entry.unpackedBytes > entry.packedBytes * MAX_RATIO,
  );
  if (dense) throw bomb(`"${dense.name.slice(0, 60)}" unpacks to more than ${MAX_RATIO} times its size`);
  return entries;
}

/** The packed bytes of an entry, by its own header. */
export function packedBytesOf(bytes: Buffer, entry: ZipEntry): Buffer {
  const at = entry.headerOffset;
  if (at + 30 > bytes.length || bytes.readUInt32LE(at) !== LOCAL)
    throw broken('one of its parts is not where it should be');
  const start = at + 30 + bytes.readUInt16LE(at + 26) + bytes.readUInt16LE(at + 28);
  return bytes.subarray(start, start + entry.packedBytes);
}

function endOf(bytes: Buffer): number {
  const from = Math.max(0, bytes.length - END_BYTES - MAX_COMMENT);
  for (let at = bytes.length - END_BYTES; at >= from; at -= 1) {
    if (bytes.readUInt32LE(at) === END) return at;
  }
  throw broken('it ends too early');
}

function readEntries(bytes: Buffer, offset: number, count: number): ZipEntry[] {
  const entries: ZipEntry[] = [];
  let at = offset;
  for (let index = 0; index < count; index += 1) {
    if (at + 46 > bytes.length || bytes.readUInt32LE(at) !== ENTRY) throw broken('its directory is torn');
    const nameBytes = bytes.readUInt16LE(at + 28);
    entries.push({
      name: bytes.toString('utf8', at + 46, at + 46 + nameBytes),
      isEncrypted: (bytes.readUInt16LE(at + 8) & 1) === 1,
      method: bytes.readUInt16LE(at + 10),
      packedBytes: bytes.readUInt32LE(at + 20),
      unpackedBytes: bytes.readUInt32LE(at + 24),
      headerOffset: bytes.readUInt32LE(at + 42),
    });
    at += 46 + nameBytes + bytes.readUInt16LE(at + 30) + bytes.readUInt16LE(at + 32);
  }
  return entries;
}

function broken(why: string): FileRefused {
  return new FileRefused(
    'broken-workbook',
    `The workbook is damaged: ${why}; save it again and send the new file.`,
  );
}

function bomb(why: string): FileRefused {
  return new FileRefused('zip-bomb', `The workbook is refused as a zip bomb: ${why}.`);
}

function megabytes(bytes: number): number {
  return Math.ceil(bytes / 1_048_576);
}
