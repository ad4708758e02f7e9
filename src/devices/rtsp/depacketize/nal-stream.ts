import type { KeyPicture } from '../key-picture.js';
import type { RtpPacket } from '../rtp-packet.js';
import { RtspFailure } from '../rtsp-failure.js';
import { AccessUnit } from './access-unit.js';
import type { Depacketizer } from './depacketizer.js';
import type { NalCodec, NalKind, NalPiece } from './nal-codec.js';
import { ParameterSets } from './parameter-sets.js';

const START_CODE = Buffer.from([0, 0, 0, 1]);
/** Parameter sets and SEI are small; whatever claims otherwise is noise. */
const MAX_SIDE_UNIT_BYTES = 64 * 1024;

/** A NAL unit that is coming in. `parts` is null when nobody needs it: pictures that are no key are never copied. */
interface OpenUnit {
  readonly kind: NalKind;
  parts: Buffer[] | null;
  bytes: number;
}

/** Collects the access unit that a key picture is: every slice of one timestamp, whole, behind its parameter sets. */
export class NalStream implements Depacketizer {
  garbled = 0;
  private readonly parameters: ParameterSets;
  private open: OpenUnit | null = null;
  private unit = new AccessUnit();
  private timestamp: number | null = null;

  constructor(
    private readonly codec: NalCodec,
    sdpParameters: readonly Buffer[],
    private readonly maxPictureBytes: number,
  ) {
    this.parameters = new ParameterSets(codec, sdpParameters);
  }

  push(packet: RtpPacket, hasGap: boolean): KeyPicture | null {
    if (hasGap) this.lose();
    const before = packet.timestamp === this.timestamp ? null : this.finish(packet.timestamp);
    if (before !== null) return before;
    const pieces = this.codec.pieces(packet.payload);
    if (pieces === null) {
      this.garbled += 1;
      this.lose();
      return null;
    }
    for (const piece of pieces) this.addPiece(piece);
    // Many cameras mark the packets of parameter sets and SEI too; only slices make a picture that can end.
    const isEnd = packet.isMarked && this.open === null && this.unit.hasSlices;
    return isEnd ? this.finish(null) : null;
  }

  /** What is missing may belong to the picture under way; one that begins later is not touched. */
  private lose(): void {
    this.open = null;
    this.unit.spoil();
  }

  /** Closes the access unit: it is a picture when it is key, whole, and its parameter sets are known. */
  private finish(next: number | null): KeyPicture | null {
    if (this.open !== null) this.lose();
    const { unit } = this;
    this.timestamp = next;
    this.unit = new AccessUnit();
    if (!unit.isKeyPicture || !this.parameters.isComplete) return null;
    const units = [...this.parameters.all(), ...unit.parts];
    return { codec: this.codec.codec, bytes: Buffer.concat(units.flatMap((part) => [START_CODE, part])) };
  }

  private addPiece({ header, bytes, isStart, isEnd }: NalPiece): void {
    if (isStart) this.begin(header === null ? bytes : Buffer.concat([header, bytes.subarray(0, 64)]));
    if (this.open === null) return this.unit.spoil();
    if (header !== null) this.keep(this.open, header);
    this.keep(this.open, bytes);
    if (isEnd) this.endUnit(this.open);
  }

  /** `head` is the beginning of the unit, which tells what it is. */
  private begin(head: Buffer): void {
    if (this.open !== null) this.lose();
    const kind = this.codec.kindOf(head);
    if (kind === 'garbled') {
      this.garbled += 1;
      this.unit.spoil();
    }
    const isSlice = this.unit.takesSlice(kind, this.codec.isFirstSlice(head));
    const isWanted = isSlice || kind === 'parameters' || kind === 'sei';
    this.open = { kind, parts: isWanted ? [] : null, bytes: 0 };
  }

  private keep(open: OpenUnit, bytes: Buffer): void {
    if (open.parts === null) return;
    open.bytes += bytes.length;
    const isSide = open.kind === 'parameters' || open.kind === 'sei';
    if (isSide && open.bytes > MAX_SIDE_UNIT_BYTES) {
      open.parts = null;
      return;
    }
    if (this.unit.bytes + open.bytes > this.maxPictureBytes) {
      throw new RtspFailure('stream-too-large', `A key picture has more than ${this.maxPictureBytes} bytes.`);
    }
    // The packet's memory is the socket's: what is kept is copied.
    open.parts.push(Buffer.from(bytes));
  }

  private endUnit({ kind, parts }: OpenUnit): void {
    this.open = null;
    if (parts === null) return;
    const unit = parts.length === 1 ? parts[0]! : Buffer.concat(parts);
    if (kind === 'parameters') this.parameters.keep(unit);
    else this.unit.add(unit, kind === 'sei' && this.codec.isRecoveryPoint(unit));
  }
}
