import type { Payload } from './packetize.js';

/**
 * The packets of one picture, made once: each with its interleaved frame (`$`, channel, length) and RTP header before
 * the payload. Sending copies the bytes and fills in what belongs to the session.
 */
export interface Train {
  readonly bytes: Buffer;
  /** Where each packet's `$` stands, and the end. */
  readonly starts: readonly number[];
}

export const FRAME_BYTES = 4;
const RTP_BYTES = 12;

export function couple(payloads: readonly Payload[], payloadType: number): Train {
  const starts = [0];
  const parts = payloads.map(({ bytes, isMarked }) => {
    const head = Buffer.alloc(FRAME_BYTES + RTP_BYTES);
    head[0] = 0x24;
    head.writeUInt16BE(RTP_BYTES + bytes.length, 2);
    head[4] = 0x80;
    head[5] = payloadType | (isMarked ? 0x80 : 0);
    const part = Buffer.concat([head, bytes]);
    starts.push(starts.at(-1)! + part.length);
    return part;
  });
  return { bytes: Buffer.concat(parts), starts };
}

export interface Stamp {
  readonly channel: number;
  readonly sequence: number;
  readonly timestamp: number;
  readonly ssrc: number;
}

/** A copy for one session. */
export function stamped({ bytes, starts }: Train, { channel, sequence, timestamp, ssrc }: Stamp): Train {
  const copy = Buffer.from(bytes);
  for (let index = 0; index + 1 < starts.length; index += 1) {
    const at = starts[index]!;
    copy[at + 1] = channel;
    copy.writeUInt16BE((sequence + index) & 0xffff, at + 6);
    copy.writeUInt32BE(timestamp, at + 8);
    copy.writeUInt32BE(ssrc, at + 12);
  }
  return { bytes: copy, starts };
}

/** Each packet with its interleaved frame. */
export function packetsOf({ bytes, starts }: Train): Buffer[] {
  return starts.slice(0, -1).map((at, index) => bytes.subarray(at, starts[index + 1]));
}
