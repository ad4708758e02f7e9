/** How the units of a picture are cut into payloads. */
export interface H26xWire {
  /** One packet that holds several units. */
  aggregate(units: readonly Buffer[]): Buffer;
  /** One unit in pieces; `cuts` are the sizes of all but the last. */
  fragments(unit: Buffer, cuts: readonly number[]): Buffer[];
}

/** RFC 6184: STAP-A and FU-A. */
export const H264_WIRE: H26xWire = {
  aggregate: (units) => Buffer.concat([Buffer.from([0x78]), ...units.flatMap(sized)]),
  fragments: (unit, cuts) =>
    cut(unit.subarray(1), cuts).map((piece, index, all) => {
      const flags = (index === 0 ? 0x80 : 0) | (index === all.length - 1 ? 0x40 : 0) | (unit[0]! & 0x1f);
      return Buffer.concat([Buffer.from([(unit[0]! & 0xe0) | 28, flags]), piece]);
    }),
};

/** RFC 7798: AP and FU. */
export const H265_WIRE: H26xWire = {
  aggregate: (units) => Buffer.concat([Buffer.from([48 << 1, 1]), ...units.flatMap(sized)]),
  fragments: (unit, cuts) =>
    cut(unit.subarray(2), cuts).map((piece, index, all) => {
      const type = (unit[0]! >> 1) & 0x3f;
      const flags = (index === 0 ? 0x80 : 0) | (index === all.length - 1 ? 0x40 : 0) | type;
      return Buffer.concat([Buffer.from([(unit[0]! & 0x81) | (49 << 1), unit[1]!, flags]), piece]);
    }),
};

export function cut(bytes: Buffer, sizes: readonly number[]): Buffer[] {
  const pieces: Buffer[] = [];
  let at = 0;
  for (const size of sizes) {
    if (at + size >= bytes.length) break;
    pieces.push(bytes.subarray(at, at + size));
    at += size;
  }
  return [...pieces, bytes.subarray(at)];
}

function sized(unit: Buffer): Buffer[] {
  const size = Buffer.alloc(2);
  size.writeUInt16BE(unit.length);
  return [size, unit];
}
