import { expGolombs } from './exp-golomb.js';
import { aggregatedUnits, type NalCodec, type NalKind, type NalPiece, wholeUnit } from './nal-codec.js';

const FIRST_IRAP = 16;
const LAST_IRAP = 21;
const LAST_SLICE = 31;
const VPS = 32;
const SPS = 33;
const PPS = 34;
const PREFIX_SEI = 39;
const AGGREGATION = 48;
const FRAGMENTATION = 49;

/** H.265 in RTP (RFC 7798) without DONL fields, which only several streams at once would need. */
export const H265: NalCodec = {
  codec: 'h265',
  neededParameters: [VPS, SPS, PPS],

  pieces(payload) {
    if (payload.length < 3) return null;
    const type = typeOf(payload);
    if (type < AGGREGATION) return [wholeUnit(payload)];
    if (type === AGGREGATION) return aggregatedUnits(payload, 2);
    return type === FRAGMENTATION ? fragment(payload) : null;
  },

  kindOf(head): NalKind {
    if (head.length < 2 || (head[0]! & 0x80) !== 0) return 'garbled';
    const layer = ((head[0]! & 1) << 5) | (head[1]! >> 3);
    if (layer > 0) return 'ignored';
    const type = typeOf(head);
    if (type >= FIRST_IRAP && type <= LAST_IRAP) return 'key-slice';
    if (type <= LAST_SLICE) return 'slice';
    if (type >= VPS && type <= PPS) return 'parameters';
    return type === PREFIX_SEI ? 'sei' : 'ignored';
  },

  /** `first_slice_segment_in_pic_flag`. */
  isFirstSlice: (head) => (head[2]! & 0x80) !== 0,
  isRecoveryPoint: () => false,
  parameterType: typeOf,
  /** Those of VPS and SPS lie deep in the unit; a camera has one of each. */
  parameterId: (unit) => (typeOf(unit) === PPS ? (expGolombs(unit.subarray(2), 1)[0] ?? 0) : 0),
};

function typeOf(unit: Buffer): number {
  return (unit[0]! >> 1) & 0x3f;
}

function fragment(payload: Buffer): NalPiece[] | null {
  if (payload.length < 4) return null;
  const flags = payload[2]!;
  const isStart = (flags & 0x80) !== 0;
  const header = isStart ? Buffer.from([(payload[0]! & 0x81) | ((flags & 0x3f) << 1), payload[1]!]) : null;
  return [{ header, bytes: payload.subarray(3), isStart, isEnd: (flags & 0x40) !== 0 }];
}
