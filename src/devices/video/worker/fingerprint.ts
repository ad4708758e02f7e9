import { crc32 } from 'node:zlib';
import type { Frame } from 'node-av/lib';

/**
 * Size and CRC-32 of the full luma plane, row padding left out. 0.4–0.8 ms for 1080p where SHA-1 takes 1.1; a chance of
 * 1 in 4 * 10^9 that two different pictures look frozen once is good enough.
 */
export function fingerprintOf(frame: Frame): string {
  const luma = frame.data?.[0];
  if (luma === undefined) throw new Error('a decoded frame has no luma plane');
  const { width, height } = frame;
  const stride = frame.linesize[0] ?? 0;
  // 10-bit formats take two bytes a pixel.
  const rowBytes = stride >= 2 * width ? 2 * width : width;
  let sum = 0;
  if (stride === rowBytes) sum = crc32(luma.subarray(0, rowBytes * height));
  else
    for (let row = 0; row < height; row++)
      sum = crc32(luma.subarray(row * stride, row * stride + rowBytes), sum);
  return `${width}x${height}:${sum.toString(16).padStart(8, '0')}`;
}
