import { aggregated } from './h264.js';
import { firstExpGolomb, type NalCodec, type NalKind, type NalPiece } from './nal-stream.js';

const AGGREGATION = 48;
const FRAGMENTATION = 49;

/** H.265 in RTP (RFC 7798) without DONL fields, which only several streams at once would need. */
export const H265: NalCodec = {
  codec: 'h265',

  pieces(payload) {
    if (payload.length < 3) return null;
    const type = typeOf(payload);
    if (type < AGGREGATION) return [{ bytes: payload, isStart: true, isEnd: true }];
    if (type === AGGREGATION) return aggregated(payload, 2);
    if (type === FRAGMENTATION) return fragment(payload);
    return null;
  },

  kindOf(unit): NalKind {
    const type = typeOf(unit);
    if (type >= 32 && type <= 34) return 'parameters';
    if (type >= 16 && type <= 21) return 'key-slice';
    return type <= 9 ? 'slice' : 'other';
  },

  parameterKey(unit) {
    const type = typeOf(unit);
    return type === 34 ? `34.${firstExpGolomb(unit.subarray(2))}` : `${type}`;
  },
};

function typeOf(unit: Buffer): number {
  return (unit[0]! >> 1) & 0x3f;
}

function fragment(payload: Buffer): NalPiece[] | null {
  if (payload.length < 4) return null;
  const header = payload[2]!;
  const isStart = (header & 0x80) !== 0;
  const body = payload.subarray(3);
  const first = (payload[0]! & 0x81) | ((header & 0x3f) << 1);
  const bytes = isStart ? Buffer.concat([Buffer.from([first, payload[1]!]), body]) : body;
  return [{ bytes, isStart, isEnd: (header & 0x40) !== 0 }];
}
