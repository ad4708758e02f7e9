import type { Codec } from '../camera.js';
import type { Payload } from './packetize.js';

/** Noise behind right headers. Small whole units stay, or nothing would look like a picture at all. */
export function noisy(codec: Codec, payloads: readonly Payload[]): Payload[] {
  return payloads.map((payload, index) => {
    const bytes = Buffer.from(payload.bytes);
    for (let at = firstNoisyByte(codec, bytes, index); at < bytes.length; at += 1) {
      bytes[at] = (at * 167 + index * 59 + 13) & 0xff;
    }
    return { ...payload, bytes };
  });
}

function firstNoisyByte(codec: Codec, bytes: Buffer, index: number): number {
  if (codec === 'mjpeg') return index === 0 ? 140 : 8;
  const type = codec === 'h264' ? bytes[0]! & 0x1f : (bytes[0]! >> 1) & 0x3f;
  const isFragment = type === (codec === 'h264' ? 28 : 49);
  return isFragment ? 4 : Math.max(4, bytes.length - Math.floor(bytes.length / 2));
}
