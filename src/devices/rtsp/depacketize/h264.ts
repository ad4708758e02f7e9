import { firstExpGolomb, type NalCodec, type NalKind, type NalPiece } from './nal-stream.js';

const STAP_A = 24;
const FU_A = 28;

/** H.264 in RTP (RFC 6184): single units, STAP-A and FU-A; the other kinds need a mode that no camera offers. */
export const H264: NalCodec = {
  codec: 'h264',

  pieces(payload) {
    const type = payload.length === 0 ? 0 : payload[0]! & 0x1f;
    if (type >= 1 && type <= 23) return [{ bytes: payload, isStart: true, isEnd: true }];
    if (type === STAP_A) return aggregated(payload, 1);
    if (type === FU_A) return fragment(payload);
    return null;
  },

  kindOf(unit): NalKind {
    const type = unit[0]! & 0x1f;
    if (type === 7 || type === 8) return 'parameters';
    if (type === 5) return 'key-slice';
    return type >= 1 && type <= 4 ? 'slice' : 'other';
  },

  parameterKey(unit) {
    const type = unit[0]! & 0x1f;
    // One stream may hold several picture parameter sets; they replace each other by id.
    return type === 8 ? `8.${firstExpGolomb(unit.subarray(1))}` : `${type}`;
  },
};

/** Units behind 16-bit lengths, as STAP-A of H.264 and AP of H.265 hold them. */
export function aggregated(payload: Buffer, headerBytes: number): NalPiece[] | null {
  const pieces: NalPiece[] = [];
  for (let at = headerBytes; at < payload.length;) {
    if (at + 2 > payload.length) return null;
    const length = payload.readUInt16BE(at);
    const end = at + 2 + length;
    if (length === 0 || end > payload.length) return null;
    pieces.push({ bytes: payload.subarray(at + 2, end), isStart: true, isEnd: true });
    at = end;
  }
  return pieces;
}

function fragment(payload: Buffer): NalPiece[] | null {
  if (payload.length < 3) return null;
  const [indicator, header] = [payload[0]!, payload[1]!];
  const isStart = (header & 0x80) !== 0;
  const body = payload.subarray(2);
  const bytes = isStart ? Buffer.concat([Buffer.from([(indicator & 0xe0) | (header & 0x1f)]), body]) : body;
  return [{ bytes, isStart, isEnd: (header & 0x40) !== 0 }];
}
