import { AV_FRAME_FLAG_CORRUPT } from 'node-av/constants';
import type { Frame } from 'node-av/lib';
import type { VideoCodec } from '../../rtsp/key-picture.js';

/** What shows that a frame is not the whole picture, or null. */
export function incompleteness(codec: VideoCodec, frame: Frame): string | null {
  if (frame.decodeErrorFlags !== 0 || frame.hasFlags(AV_FRAME_FLAG_CORRUPT)) return 'parts of it are missing';
  return codec === 'h265' && hasUntouchedBlock(frame) ? 'some of its blocks never came' : null;
}

/** Coding blocks of H.265 are at least 16 luma pixels wide: 8 chroma pixels in 4:2:0. */
const GRID_PX = 8;

/**
 * The H.265 decoder neither conceals nor reports a missing slice: its blocks keep the zeros of a fresh buffer. Zero in
 * luma and both chromas lies far outside of what a colour can become, so no camera sends it.
 */
function hasUntouchedBlock(frame: Frame): boolean {
  const [luma, cb, cr] = frame.data ?? [];
  const [lumaStride = 0, cbStride = 0, crStride = 0] = frame.linesize;
  if (luma === undefined || cb === undefined || cr === undefined || crStride === 0) return false;
  const rows = Math.floor(cb.length / cbStride);
  const lumaStep = Math.max(1, Math.round(luma.length / lumaStride / rows));
  const across = Math.floor((frame.width * cbStride) / lumaStride);
  const lumaAcross = Math.max(1, Math.round(lumaStride / cbStride));
  for (let y = 0; y < rows; y += GRID_PX) {
    for (let x = 0; x < across; x += GRID_PX) {
      if (cb[y * cbStride + x] !== 0 || cr[y * crStride + x] !== 0) continue;
      if (luma[y * lumaStep * lumaStride + x * lumaAcross] === 0) return true;
    }
  }
  return false;
}
