import type { KeyPicture } from '../key-picture.js';
import type { RtpPacket } from '../rtp-packet.js';
import { RtspFailure } from '../rtsp-failure.js';
import type { Depacketizer } from './depacketizer.js';
import { HUFFMAN, quantizers } from './jpeg-tables.js';

interface Picture {
  readonly timestamp: number;
  readonly head: Buffer;
  readonly parts: Buffer[];
  bytes: number;
}

interface Size {
  readonly widthPx?: number;
  readonly heightPx?: number;
}

/** JPEG in RTP (RFC 2435): the headers that the packets leave out are put back in front of the scan. */
export class JpegStream implements Depacketizer {
  garbled = 0;
  private picture: Picture | null = null;
  /** Tables of Q ≥ 128, which a camera may send once only. */
  private readonly sentTables = new Map<number, Buffer>();

  constructor(
    private readonly size: Size,
    private readonly maxPictureBytes: number,
  ) {}

  push(packet: RtpPacket, hasGap: boolean): KeyPicture | null {
    if (hasGap || (this.picture !== null && this.picture.timestamp !== packet.timestamp)) this.picture = null;
    const { payload } = packet;
    if (payload.length < 8) return this.spoil();
    const offset = payload.readUIntBE(1, 3);
    const scan = offset === 0 ? this.begin(packet) : this.restOf(payload);
    if (scan === null || this.picture === null || this.picture.bytes !== offset)
      return this.spoil(scan !== null);
    this.picture.parts.push(Buffer.from(scan));
    this.picture.bytes += scan.length;
    if (this.picture.bytes > this.maxPictureBytes) {
      throw new RtspFailure('stream-too-large', `A picture has more than ${this.maxPictureBytes} bytes.`);
    }
    return packet.isMarked ? this.finish() : null;
  }

  /** The scan data of a first packet, whose headers begin a new picture; null when they cannot be read. */
  private begin({ payload, timestamp }: RtpPacket): Buffer | null {
    const [type, q] = [payload[4]!, payload[5]!];
    const hasRestarts = type >= 64 && type <= 127;
    let at = hasRestarts ? 12 : 8;
    if (payload.length < at || (type & 0x3f) > 1) return null;
    const restartInterval = hasRestarts ? payload.readUInt16BE(8) : 0;
    let tables = q < 128 ? quantizers(q) : (this.sentTables.get(q) ?? null);
    if (q >= 128) {
      if (payload.length < at + 4) return null;
      const length = payload.readUInt16BE(at + 2);
      if (payload.length < at + 4 + length) return null;
      // Precision bits would mean 16-bit tables, which baseline JPEG does not have.
      if (length >= 64 && payload[at + 1] === 0)
        tables = Buffer.from(payload.subarray(at + 4, at + 4 + length));
      at += 4 + length;
      if (tables !== null) this.sentTables.set(q, tables);
    }
    // Sides over 2,040 pixels do not fit the header and come as 0.
    const widthPx = payload[6]! * 8 || (this.size.widthPx ?? 0);
    const heightPx = payload[7]! * 8 || (this.size.heightPx ?? 0);
    if (tables === null || widthPx === 0 || heightPx === 0) return null;
    const head = jpegHead({ type: type & 0x3f, widthPx, heightPx, tables, restartInterval });
    this.picture = { timestamp, head, parts: [], bytes: 0 };
    return payload.subarray(at);
  }

  private restOf(payload: Buffer): Buffer | null {
    return payload.subarray(payload[4]! >= 64 && payload[4]! <= 127 ? 12 : 8);
  }

  private finish(): KeyPicture {
    const { head, parts } = this.picture!;
    this.picture = null;
    const last = parts.at(-1)!;
    const isEnded = last.length >= 2 && last[last.length - 2] === 0xff && last[last.length - 1] === 0xd9;
    const end = isEnded ? [] : [Buffer.from([0xff, 0xd9])];
    return { codec: 'mjpeg', bytes: Buffer.concat([head, ...parts, ...end]) };
  }

  /** A packet in the middle of a picture that we joined late is no garbage. */
  private spoil(isReadable = false): null {
    if (!isReadable) this.garbled += 1;
    this.picture = null;
    return null;
  }
}

interface Head {
  /** 0: 4:2:2, 1: 4:2:0 (RFC 2435, 4.1). */
  readonly type: number;
  readonly widthPx: number;
  readonly heightPx: number;
  readonly tables: Buffer;
  readonly restartInterval: number;
}

function jpegHead({ type, widthPx, heightPx, tables, restartInterval }: Head): Buffer {
  const luma = tables.subarray(0, 64);
  const chroma = tables.length >= 128 ? tables.subarray(64, 128) : luma;
  const [hh, hl, wh, wl] = [heightPx >> 8, heightPx & 0xff, widthPx >> 8, widthPx & 0xff];
  const sampling = type === 0 ? 0x21 : 0x22;
  return Buffer.concat([
    Buffer.from([0xff, 0xd8, 0xff, 0xdb, 0, 67, 0]),
    luma,
    Buffer.from([0xff, 0xdb, 0, 67, 1]),
    chroma,
    Buffer.from([0xff, 0xc0, 0, 17, 8, hh, hl, wh, wl, 3, 1, sampling, 0, 2, 0x11, 1, 3, 0x11, 1]),
    HUFFMAN,
    restartInterval === 0
      ? Buffer.alloc(0)
      : Buffer.from([0xff, 0xdd, 0, 4, restartInterval >> 8, restartInterval & 0xff]),
    Buffer.from([0xff, 0xda, 0, 12, 3, 1, 0, 2, 0x11, 3, 0x11, 0, 63, 0]),
  ]);
}
