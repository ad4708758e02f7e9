import type { NalCodec, NalKind } from '../depacketize/nal-codec.js';

/** More units or pieces than this are no picture: each costs more to keep than the byte it may hold. */
const MAX_PARTS = 20_000;

/** The units of one picture as they come in, whatever kind of picture it is. */
export class PictureAssembly {
  readonly units: Buffer[] = [];
  isSpoilt = false;
  hasSlices = false;
  bytes = 0;
  private parts = 0;
  private hasRecoveryPoint = false;
  /** Until a slice says otherwise. */
  private isIntra = true;
  private needsRecoveryPoint = false;

  constructor(private readonly codec: NalCodec) {}

  get isWhole(): boolean {
    return this.hasSlices && !this.isSpoilt;
  }

  get isKey(): boolean {
    return this.isIntra && (!this.needsRecoveryPoint || this.hasRecoveryPoint);
  }

  /** `head` is the beginning of a slice. */
  beginSlice(kind: NalKind, head: Buffer): void {
    if (!this.hasSlices && !this.codec.isFirstSlice(head)) this.isSpoilt = true;
    this.hasSlices = true;
    if (kind === 'slice') this.isIntra = false;
    if (kind === 'intra-slice') this.needsRecoveryPoint = true;
  }

  /** Counts what a packet brought; what is too much spoils the picture. */
  count(bytes: number): void {
    this.bytes += bytes;
    this.parts += 1;
    if (this.parts > MAX_PARTS) this.isSpoilt = true;
  }

  add(unit: Buffer, kind: NalKind): void {
    if (kind === 'sei') this.hasRecoveryPoint ||= this.codec.isRecoveryPoint(unit);
    this.units.push(unit);
  }
}

export function isSlice(kind: NalKind): boolean {
  return kind === 'slice' || kind === 'intra-slice' || kind === 'key-slice';
}
