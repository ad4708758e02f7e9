/** One RTP packet (RFC 3550, 5.1) with its header, padding and extension cut away. */
export interface RtpPacket {
  readonly payloadType: number;
  readonly isMarked: boolean;
  readonly sequence: number;
  readonly timestamp: number;
  readonly payload: Buffer;
}

/** Null for anything that is not RTP, RTCP that came on the media channel included. */
export function parseRtp(bytes: Buffer): RtpPacket | null {
  if (bytes.length < 12 || bytes[0]! >> 6 !== 2) return null;
  const payloadType = bytes[1]! & 0x7f;
  // RTCP types 200…207 read as payload types 72…79 (RFC 5761).
  if (payloadType >= 72 && payloadType <= 79) return null;
  let from = 12 + (bytes[0]! & 0x0f) * 4;
  if (bytes[0]! & 0x10) {
    if (bytes.length < from + 4) return null;
    from += 4 + bytes.readUInt16BE(from + 2) * 4;
  }
  const padding = bytes[0]! & 0x20 ? bytes[bytes.length - 1]! : 0;
  const to = bytes.length - padding;
  if (from > to) return null;
  return {
    payloadType,
    isMarked: (bytes[1]! & 0x80) !== 0,
    sequence: bytes.readUInt16BE(2),
    timestamp: bytes.readUInt32BE(4),
    payload: bytes.subarray(from, to),
  };
}

/** How far `sequence` lies after `expected` on the 16-bit circle: 0 is the next one, negative is old or doubled. */
export function sequenceGap(expected: number, sequence: number): number {
  return ((sequence - expected + 0x8000) & 0xffff) - 0x8000;
}
