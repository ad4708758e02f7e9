import { spawn } from 'node:child_process';
import type { Canvas } from './canvas.js';

/** As a sub-stream's key pictures come: some 20–50 kB at 640 x 360. */
const CRF = '28';

/** Each canvas as an H.264 key picture of its own, by the `ffmpeg` command. */
export async function encode(canvases: readonly Canvas[]): Promise<Buffer[]> {
  const { widthPx, heightPx } = canvases[0]!;
  const child = spawn('ffmpeg', [
    '-v',
    'error',
    '-f',
    'rawvideo',
    '-pix_fmt',
    'yuvj444p',
    '-s',
    `${widthPx}x${heightPx}`,
    '-i',
    '-',
    '-vf',
    'scale=in_range=full:out_range=tv,format=yuv420p',
    '-c:v',
    'libx264',
    '-preset',
    'veryfast',
    '-crf',
    CRF,
    '-threads',
    '1',
    '-x264-params',
    'keyint=1:aud=1:log-level=none',
    '-f',
    'h264',
    '-',
  ]);
  const coded: Buffer[] = [];
  child.stdout.on('data', (part: Buffer) => coded.push(part));
  child.stderr.pipe(process.stderr);
  for (const canvas of canvases) {
    if (!child.stdin.write(bytesOf(canvas)))
      await new Promise((resolve) => child.stdin.once('drain', resolve));
  }
  child.stdin.end();
  await new Promise((resolve) => child.once('close', resolve));
  const pictures = splitAtDelimiters(Buffer.concat(coded));
  if (pictures.length !== canvases.length)
    throw new Error(`${pictures.length} of ${canvases.length} came back`);
  return pictures;
}

function bytesOf({ luma, cb, cr }: Canvas): Buffer {
  const bytes = Buffer.alloc(3 * luma.length);
  for (let index = 0; index < luma.length; index += 1) {
    bytes[index] = clamped(luma[index]!);
    bytes[luma.length + index] = clamped(cb[index]! + 128);
    bytes[2 * luma.length + index] = clamped(cr[index]! + 128);
  }
  return bytes;
}

function clamped(value: number): number {
  return Math.max(0, Math.min(255, Math.round(value)));
}

/** NAL unit type 9 opens each picture. */
function splitAtDelimiters(stream: Buffer): Buffer[] {
  const starts: number[] = [];
  for (
    let at = stream.indexOf('0000000109', 0, 'hex');
    at >= 0;
    at = stream.indexOf('0000000109', at + 5, 'hex')
  )
    starts.push(at);
  return starts.map((start, index) => stream.subarray(start, starts[index + 1]));
}
