import type { NalCodec, NalKind, NalPiece } from '../depacketize/nal-codec.js';
import { ParameterSets } from '../depacketize/parameter-sets.js';
import type { RtpPacket } from '../rtp-packet.js';
import { RtspFailure } from '../rtsp-failure.js';
import type { LivePicture } from './live-picture.js';
import { MediaTime } from './media-time.js';
import { isSlice, PictureAssembly } from './picture-assembly.js';

const START_CODE = Buffer.from([0, 0, 0, 1]);
const NOTHING = Buffer.alloc(0);
/** Parameter sets and SEI are small; whatever claims otherwise is noise. */
const MAX_SIDE_UNIT_BYTES = 64 * 1024;

interface OpenUnit {
  readonly kind: NalKind;
  /** Null when nobody needs the unit. */
  parts: Buffer[] | null;
  bytes: number;
}

/** Every picture of a stream from the first key picture on. After a loss nothing comes until the next key picture. */
export class NalFilm {
  private readonly parameters: ParameterSets;
  private readonly time = new MediaTime();
  private open: OpenUnit | null = null;
  private picture: PictureAssembly;
  private timestamp: number | null = null;
  private waitsForKey = true;

  constructor(
    private readonly codec: NalCodec,
    sdpParameters: readonly Buffer[],
    private readonly maxPictureBytes: number,
    private readonly deliver: (picture: LivePicture) => void,
  ) {
    this.parameters = new ParameterSets(codec, sdpParameters);
    this.picture = new PictureAssembly(codec);
  }

  push(packet: RtpPacket, hasGap: boolean): void {
    if (hasGap) this.lose();
    if (packet.timestamp !== this.timestamp) this.finish(packet.timestamp);
    const pieces = this.codec.pieces(packet.payload);
    if (pieces === null) return this.lose();
    for (const piece of pieces) this.addPiece(piece);
    // Many cameras mark the packets of parameter sets and SEI too; only slices make a picture that can end.
    if (packet.isMarked && this.open === null && this.picture.hasSlices) this.finish(null);
  }

  /** What follows may lean on what is missing. */
  private lose(): void {
    this.open = null;
    this.picture.isSpoilt = true;
    this.waitsForKey = true;
  }

  private finish(next: number | null): void {
    if (this.open !== null) this.lose();
    const { picture, timestamp } = this;
    this.timestamp = next;
    this.picture = new PictureAssembly(this.codec);
    if (!picture.isWhole) {
      if (picture.hasSlices) this.waitsForKey = true;
      return;
    }
    if (this.waitsForKey && !picture.isKey) return;
    if (picture.isKey && !this.parameters.isComplete) return;
    this.waitsForKey = false;
    this.deliver({
      codec: this.codec.codec,
      bytes: annexB(picture.units),
      parameters: picture.isKey ? annexB(this.parameters.all()) : NOTHING,
      isKey: picture.isKey,
      time: this.time.next(timestamp ?? 0),
    });
  }

  private addPiece({ header, bytes, isStart, isEnd }: NalPiece): void {
    if (isStart) this.begin(header === null ? bytes : Buffer.concat([header, bytes.subarray(0, 64)]));
    if (this.open === null) return this.lose();
    if (header !== null) this.keep(this.open, header);
    this.keep(this.open, bytes);
    if (isEnd) this.endUnit(this.open);
  }

  private begin(head: Buffer): void {
    if (this.open !== null) this.lose();
    const kind = this.codec.kindOf(head);
    if (kind === 'garbled') this.lose();
    if (isSlice(kind)) this.picture.beginSlice(kind, head);
    const isSide = kind === 'parameters' || kind === 'sei';
    const isWanted = isSlice(kind) && !this.picture.isSpoilt && !(this.waitsForKey && kind === 'slice');
    this.open = { kind, parts: isSide || isWanted ? [] : null, bytes: 0 };
  }

  private keep(open: OpenUnit, bytes: Buffer): void {
    if (open.parts === null) return;
    this.picture.count(bytes.length);
    open.bytes += bytes.length;
    const isTooLong = !isSlice(open.kind) && open.bytes > MAX_SIDE_UNIT_BYTES;
    if (isTooLong || this.picture.isSpoilt) {
      open.parts = null;
      return;
    }
    if (this.picture.bytes > this.maxPictureBytes)
      throw new RtspFailure('stream-too-large', `A picture has more than ${this.maxPictureBytes} bytes.`);
    // The packet's memory is the socket's: what is kept is copied.
    open.parts.push(Buffer.from(bytes));
  }

  private endUnit({ kind, parts }: OpenUnit): void {
    this.open = null;
    if (parts === null) return;
    const unit = parts.length === 1 ? parts[0]! : Buffer.concat(parts);
    if (kind === 'parameters') this.parameters.keep(unit);
    else this.picture.add(unit, kind);
  }
}

function annexB(units: readonly Buffer[]): Buffer {
  return Buffer.concat(units.flatMap((unit) => [START_CODE, unit]));
}
