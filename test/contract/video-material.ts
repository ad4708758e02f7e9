import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import type { VideoCodec } from '../../src/devices/rtsp/key-picture.js';

export interface Material {
  readonly codec: VideoCodec;
  readonly widthPx: number;
  readonly heightPx: number;
  /** `scene`: a gradient with bars and fixed grain. `black`: luma 16, no colour. */
  readonly subject: 'scene' | 'black';
  /** Another value gives another grain. */
  readonly seed?: number;
  readonly slices?: number;
  readonly fullRange?: boolean;
}

const encoded = new Map<string, Promise<Buffer>>();

/**
 * A real key picture, encoded by FFmpeg's libraries in a process of its own (a native addon that crashes must not take
 * the other tests along), once per test file.
 */
export function encode(material: Material): Promise<Buffer> {
  const key = JSON.stringify(material);
  const known = encoded.get(key);
  if (known !== undefined) return known;
  const fresh = encodeElsewhere(key);
  encoded.set(key, fresh);
  return fresh;
}

async function encodeElsewhere(material: string): Promise<Buffer> {
  const encoder = fileURLToPath(new URL('video-encoder.ts', import.meta.url));
  const { stdout } = await promisify(execFile)(process.execPath, ['--import', 'tsx', encoder, material], {
    encoding: 'buffer',
    maxBuffer: 32 * 1024 * 1024,
  });
  return stdout;
}
