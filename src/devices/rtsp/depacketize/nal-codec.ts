/** What a NAL unit is for us. An `intra-slice` is a key only behind a recovery point. */
export type NalKind = 'parameters' | 'sei' | 'key-slice' | 'intra-slice' | 'slice' | 'ignored' | 'garbled';

/** A piece of a NAL unit as a packet carries it. */
export interface NalPiece {
  /** The unit's own header where the fragment left it out, else null. It stands in front of `bytes`. */
  readonly header: Buffer | null;
  readonly bytes: Buffer;
  readonly isStart: boolean;
  readonly isEnd: boolean;
}

/** The two codecs differ in their headers and types; the collecting is one. */
export interface NalCodec {
  readonly codec: 'h264' | 'h265';
  /** Null when the payload cannot be read. */
  pieces(payload: Buffer): readonly NalPiece[] | null;
  /** `head` is the unit or its first bytes. */
  kindOf(head: Buffer): NalKind;
  /** Whether a slice is the first of its picture. */
  isFirstSlice(head: Buffer): boolean;
  /** Whether an SEI says that the picture behind it needs no earlier one. */
  isRecoveryPoint(sei: Buffer): boolean;
  readonly neededParameters: readonly number[];
  parameterType(unit: Buffer): number;
  /** Units of one type and id replace each other. */
  parameterId(unit: Buffer): number;
}

/** A whole unit in a packet of its own, or in an aggregate. */
export function wholeUnit(bytes: Buffer): NalPiece {
  return { header: null, bytes, isStart: true, isEnd: true };
}

/** Units behind 16-bit lengths, as STAP-A of H.264 and AP of H.265 hold them. Null when the lengths do not fit. */
export function aggregatedUnits(payload: Buffer, headerBytes: number): NalPiece[] | null {
  const pieces: NalPiece[] = [];
  for (let at = headerBytes; at < payload.length;) {
    if (at + 2 > payload.length) return null;
    const length = payload.readUInt16BE(at);
    const end = at + 2 + length;
    if (length === 0 || end > payload.length) return null;
    pieces.push(wholeUnit(payload.subarray(at + 2, end)));
    at = end;
  }
  return pieces;
}
