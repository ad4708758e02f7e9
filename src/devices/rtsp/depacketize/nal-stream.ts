import type { KeyPicture } from '../key-picture.js';
import type { RtpPacket } from '../rtp-packet.js';
import type { Depacketizer } from './depacketizer.js';

/** What a NAL unit is for us. `other` (SEI, delimiters) travels with its picture. */
export type NalKind = 'parameters' | 'key-slice' | 'slice' | 'other';

/** A piece of a NAL unit as a packet carries it. */
export interface NalPiece {
  readonly bytes: Buffer;
  readonly isStart: boolean;
  readonly isEnd: boolean;
}

/** The two codecs differ in their headers and types; the collecting is one. */
export interface NalCodec {
  readonly codec: 'h264' | 'h265';
  /** Null when the payload cannot be read. */
  pieces(payload: Buffer): readonly NalPiece[] | null;
  kindOf(unit: Buffer): NalKind;
  /** Which parameter set it is: units with one key replace each other. Order of keys is the order of sending. */
  parameterKey(unit: Buffer): string;
}

const START_CODE = Buffer.from([0, 0, 0, 1]);

/** Collects the access unit that a key picture is: every slice of one timestamp, whole, behind its parameter sets. */
export class NalStream implements Depacketizer {
  garbled = 0;
  private readonly parameters = new Map<string, Buffer>();
  private unit: Buffer[] = [];
  private picture: Buffer[] = [];
  private pictureBytes = 0;
  private timestamp: number | null = null;
  private isKey = false;
  private isSpoilt = false;

  constructor(
    private readonly codec: NalCodec,
    sdpParameters: readonly Buffer[],
    private readonly maxPictureBytes: number,
  ) {
    for (const unit of sdpParameters) if (unit.length > 2) this.keepParameters(unit);
  }

  push(packet: RtpPacket, hasGap: boolean): KeyPicture | null {
    // What is missing may have ended the picture before or begun this one: both are suspect.
    if (hasGap) this.spoil();
    const before = packet.timestamp === this.timestamp ? null : this.finish(packet.timestamp);
    if (hasGap) this.spoil();
    const pieces = this.codec.pieces(packet.payload);
    if (pieces === null) {
      this.garbled += 1;
      this.spoil();
      return before;
    }
    for (const piece of pieces) this.addPiece(piece);
    return before ?? (packet.isMarked ? this.finish(null) : null);
  }

  /** Closes the access unit: it is a picture when it is key, whole, and its parameter sets are known. */
  private finish(next: number | null): KeyPicture | null {
    const isWhole = this.isKey && !this.isSpoilt && this.unit.length === 0 && this.parameters.size > 1;
    const picture = isWhole ? this.assemble() : null;
    this.timestamp = next;
    this.unit = [];
    this.picture = [];
    this.pictureBytes = 0;
    this.isKey = false;
    this.isSpoilt = false;
    return picture;
  }

  private addPiece({ bytes, isStart, isEnd }: NalPiece): void {
    if (isStart) this.unit = [];
    else if (this.unit.length === 0) return this.spoil();
    // The packet's memory is the socket's: what is kept is copied.
    this.unit.push(Buffer.from(bytes));
    this.pictureBytes += bytes.length;
    if (this.pictureBytes > this.maxPictureBytes) return this.spoil();
    if (isEnd) this.addUnit();
  }

  private addUnit(): void {
    const unit = this.unit.length === 1 ? this.unit[0]! : Buffer.concat(this.unit);
    this.unit = [];
    const kind = this.codec.kindOf(unit);
    if (kind === 'parameters') return this.keepParameters(unit);
    if (kind === 'key-slice') this.isKey = true;
    this.picture.push(unit);
  }

  private keepParameters(unit: Buffer): void {
    this.parameters.set(this.codec.parameterKey(unit), unit);
  }

  private spoil(): void {
    this.isSpoilt = true;
    this.unit = [];
    this.picture = [];
  }

  private assemble(): KeyPicture {
    const sets = [...this.parameters].toSorted(([a], [b]) => (a < b ? -1 : 1)).map(([, unit]) => unit);
    const units = [...sets, ...this.picture];
    return { codec: this.codec.codec, bytes: Buffer.concat(units.flatMap((unit) => [START_CODE, unit])) };
  }
}

/** An unsigned Exp-Golomb number at the start of `bytes` (H.264, 9.1): the id of a picture parameter set, below 256. */
export function firstExpGolomb(bytes: Buffer): number {
  const bits = bytes.length >= 4 ? bytes.readUInt32BE(0) : 0;
  const zeros = Math.clz32(bits);
  return zeros > 8 ? 0 : (bits >>> (31 - 2 * zeros)) - 1;
}
