import { constants, crc32, deflateRawSync } from 'node:zlib';

export interface Part {
  readonly name: string;
  readonly content: string | Buffer;
  /** Instead of the packed content. */
  readonly packed?: Buffer;
  /** What the directory says instead of the truth. */
  readonly saidBytes?: number;
}

/** A ZIP archive of these parts, byte by byte, so that a test can make one that lies. */
export function zipOf(parts: readonly Part[]): Buffer {
  const locals: Buffer[] = [];
  const directory: Buffer[] = [];
  let offset = 0;
  for (const { name, content, saidBytes, ...given } of parts) {
    const plain = Buffer.from(content);
    const packed = given.packed ?? deflateRawSync(plain, { level: 9 });
    const fields = fieldsOf(plain, packed.length, saidBytes ?? plain.length, Buffer.byteLength(name));
    const local = Buffer.concat([u32(0x04034b50), fields, u16(0), Buffer.from(name), packed]);
    directory.push(
      Buffer.concat([
        u32(0x02014b50),
        u16(20),
        fields,
        u16(0),
        u16(0),
        u16(0),
        u16(0),
        u32(0),
        u32(offset),
        Buffer.from(name),
      ]),
    );
    locals.push(local);
    offset += local.length;
  }
  const central = Buffer.concat(directory);
  const end = Buffer.concat([
    u32(0x06054b50),
    u16(0),
    u16(0),
    u16(parts.length),
    u16(parts.length),
    u32(central.length),
    u32(offset),
    u16(0),
  ]);
  return Buffer.concat([...locals, central, end]);
}

function fieldsOf(plain: Buffer, packedBytes: number, unpackedBytes: number, nameBytes: number): Buffer {
  const checksum = typeof crc32 === 'function' ? crc32(plain) : checksumOf(plain);
  return Buffer.concat([
    u16(20),
    u16(0),
    u16(8),
    u16(0),
    u16(0),
    u32(checksum),
    u32(packedBytes),
    u32(unpackedBytes),
    u16(nameBytes),
  ]);
}

/** Node 20 before 20.15 has no `crc32` of its own. */
function checksumOf(bytes: Buffer): number {
  let crc = 0xffff_ffff;
  for (const byte of bytes) {
    crc ^= byte;
    for (let bit = 0; bit < 8; bit += 1) crc = (crc >>> 1) ^ (crc & 1 ? 0xedb8_8320 : 0);
  }
  return (crc ^ 0xffff_ffff) >>> 0;
}

const u16 = (value: number): Buffer => {
  const bytes = Buffer.alloc(2);
  bytes.writeUInt16LE(value);
  return bytes;
};
const u32 = (value: number): Buffer => {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32LE(value >>> 0);
  return bytes;
};

const MB = 1_048_576;
/** A piece that others may follow: nothing behind it refers back to it. */
const piece = (plain: Buffer): Buffer =>
  deflateRawSync(plain, { level: 9, finishFlush: constants.Z_FULL_FLUSH });

/** What unpacks to `begin` and then as many megabytes of zeros, without anybody ever having had them in memory. */
export function packedBomb(begin: string, megabytes: number): Buffer {
  const zeros = piece(Buffer.alloc(MB, '0'));
  const end = Buffer.from([3, 0]);
  return Buffer.concat([piece(Buffer.from(begin)), ...Array.from({ length: megabytes }, () => zeros), end]);
}

/** A workbook whose one sheet is this XML: cells that no library would write. */
export function workbookWith(sheet: string | Buffer, saidBytes?: number): Buffer {
  const said = saidBytes === undefined ? {} : { saidBytes };
  return workbookOf([{ name: SHEET, content: sheet, ...said }]);
}

export const SHEET = 'xl/worksheets/sheet1.xml';

/** A workbook of these parts beside the ones that every workbook has; {@link SHEET} must be among them. */
export function workbookOf(parts: readonly Part[]): Buffer {
  const types = 'application/vnd.openxmlformats-officedocument.spreadsheetml';
  const relations = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
  return zipOf([
    {
      name: '[Content_Types].xml',
      content: `<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="${types}.sheet.main+xml"/></Types>`,
    },
    {
      name: '_rels/.rels',
      content: `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="${relations}/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
    },
    {
      name: 'xl/workbook.xml',
      content: `<workbook xmlns:r="${relations}"><sheets><sheet name="S" sheetId="1" r:id="rId1"/></sheets></workbook>`,
    },
    {
      name: 'xl/_rels/workbook.xml.rels',
      content: `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="${relations}/worksheet" Target="worksheets/sheet1.xml"/><Relationship Id="rId2" Type="${relations}/sharedStrings" Target="sharedStrings.xml"/></Relationships>`,
    },
    ...parts,
  ]);
}

export const sheetOf = (rows: string, after = ''): string =>
  `<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>${rows}</sheetData>${after}</worksheet>`;
