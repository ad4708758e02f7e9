import { expGolombs } from './exp-golomb.js';
import { aggregatedUnits, type NalCodec, type NalKind, type NalPiece, wholeUnit } from './nal-codec.js';

const SLICE = 1;
const IDR = 5;
const SEI = 6;
const SPS = 7;
const PPS = 8;
const STAP_A = 24;
const FU_A = 28;
const RECOVERY_POINT = 6;
/** `slice_type` (H.264, table 7-6). */
const INTRA = new Set([2, 7]);

/** H.264 in RTP (RFC 6184): single units, STAP-A and FU-A; the other kinds need a mode that no camera offers. */
export const H264: NalCodec = {
  codec: 'h264',
  neededParameters: [SPS, PPS],

  pieces(payload) {
    const type = payload.length === 0 ? 0 : typeOf(payload);
    if (type >= 1 && type < STAP_A) return [wholeUnit(payload)];
    if (type === STAP_A) return aggregatedUnits(payload, 1);
    return type === FU_A ? fragment(payload) : null;
  },

  kindOf(head): NalKind {
    if ((head[0]! & 0x80) !== 0) return 'garbled';
    const type = typeOf(head);
    if (type === SPS || type === PPS) return 'parameters';
    if (type === IDR) return 'key-slice';
    if (type === SEI) return 'sei';
    if (type === SLICE) return INTRA.has(expGolombs(head.subarray(1), 2)[1] ?? -1) ? 'intra-slice' : 'slice';
    // Slices in data partitions; delimiters, filler and extensions, which no decoder misses.
    return type >= 2 && type <= 4 ? 'slice' : 'ignored';
  },

  /** `first_mb_in_slice` is 0, in Exp-Golomb one set bit. */
  isFirstSlice: (head) => (head[1]! & 0x80) !== 0,

  isRecoveryPoint(sei) {
    for (let at = 1; at + 2 < sei.length;) {
      const type = seiNumber(sei, at);
      const size = seiNumber(sei, type.end);
      if (type.value === RECOVERY_POINT) return true;
      at = size.end + size.value;
    }
    return false;
  },

  parameterType: typeOf,
  /** The id of an SPS stands behind profile, constraints and level; that of a PPS comes first. */
  parameterId: (unit) => expGolombs(unit.subarray(typeOf(unit) === SPS ? 4 : 1), 1)[0] ?? 0,
};

function typeOf(unit: Buffer): number {
  return unit[0]! & 0x1f;
}

function fragment(payload: Buffer): NalPiece[] | null {
  if (payload.length < 3) return null;
  const [indicator, flags] = [payload[0]!, payload[1]!];
  const isStart = (flags & 0x80) !== 0;
  const header = isStart ? Buffer.from([(indicator & 0xe0) | (flags & 0x1f)]) : null;
  return [{ header, bytes: payload.subarray(2), isStart, isEnd: (flags & 0x40) !== 0 }];
}

/** Type and size of an SEI message (H.264, 7.3.2.3.1): each byte of 255 adds to the next. */
function seiNumber(sei: Buffer, from: number): { value: number; end: number } {
  let at = from;
  let value = 0;
  for (; sei[at] === 0xff; at += 1) value += 0xff;
  return { value: value + (sei[at] ?? 0), end: at + 1 };
}
