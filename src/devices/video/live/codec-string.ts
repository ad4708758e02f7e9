/**
 * What a browser is asked about, RFC 6381, of the record in front of an MP4 track. FFmpeg's own string for H.265 has the
 * compatibility flags the wrong way round (ISO/IEC 14496-15, E.3). Worked value: an avcC that begins 01 42 C0 1E is
 * `avc1.42c01e`.
 */
export function codecString(codec: 'h264' | 'h265', record: Buffer): string | null {
  if (codec === 'h264') return record.length < 4 ? null : `avc1.${record.toString('hex', 1, 4)}`;
  if (record.length < 13) return null;
  const space = ['', 'A', 'B', 'C'][record[1]! >> 6]!;
  const tier = record[1]! & 0x20 ? 'H' : 'L';
  const flags = reversed(record.readUInt32BE(2)).toString(16).toUpperCase();
  return [`hvc1.${space}${record[1]! & 0x1f}`, flags, `${tier}${record[12]}`, ...constraints(record)].join(
    '.',
  );
}

/** Six bytes, of which those at the end that are zero are left out. */
function constraints(record: Buffer): string[] {
  const bytes = [...record.subarray(6, 12)];
  const last = bytes.findLastIndex((byte) => byte !== 0);
  return bytes.slice(0, last + 1).map((byte) => byte.toString(16).toUpperCase());
}

function reversed(bits: number): number {
  let result = 0;
  for (let bit = 0; bit < 32; bit += 1) result = (result << 1) | ((bits >>> bit) & 1);
  return result >>> 0;
}
