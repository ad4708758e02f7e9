import { execFileSync } from 'node:child_process';
import type { Photograph } from './photographs.js';

export const WIDTH = 640;
export const HEIGHT = 360;
/** Photographs are read larger, so that a camera can be turned. */
const WIDE = 800;
const TALL = 450;

/** A picture while something is done to it: full range, luma 0…255, colours around 0. */
export interface Canvas {
  readonly widthPx: number;
  readonly heightPx: number;
  readonly luma: Float32Array;
  readonly cb: Float32Array;
  readonly cr: Float32Array;
}

/** Repeatable chance: mulberry32. */
export function chance(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** Normally distributed, deviation 1: sums of twelve, made once. */
const NORMALS = Float32Array.from({ length: 65_536 }, (_, index) => {
  const random = chance(index);
  let sum = -6;
  for (let term = 0; term < 12; term += 1) sum += random();
  return sum;
});

export function normal(random: () => number): number {
  return NORMALS[Math.floor(random() * NORMALS.length)]!;
}

/** Where a photograph has no sky (the packages cut it out), it gets a plain one. */
export function readPhotograph({ path, atS }: Photograph): Canvas {
  const fit = `scale=${WIDE}:${TALL}:force_original_aspect_ratio=increase:flags=area+accurate_rnd,crop=${WIDE}:${TALL}`;
  // A film's first picture need not be at its beginning.
  const sky = `[0:v]${fit},setpts=PTS-STARTPTS,format=rgba[photo];color=0xb9c9dc:s=${WIDE}x${TALL}[sky];[sky][photo]overlay=shortest=1`;
  const bytes = execFileSync(
    'ffmpeg',
    [
      '-v',
      'error',
      '-nostdin',
      ...(atS === undefined ? [] : ['-ss', String(atS)]),
      '-i',
      path,
      '-filter_complex',
      `${sky},format=yuvj444p`,
      '-frames:v',
      '1',
      '-f',
      'rawvideo',
      '-',
    ],
    { maxBuffer: 64 * 1024 * 1024 },
  );
  const size = WIDE * TALL;
  return {
    widthPx: WIDE,
    heightPx: TALL,
    luma: Float32Array.from(bytes.subarray(0, size)),
    cb: Float32Array.from(bytes.subarray(size, 2 * size), (value) => value - 128),
    cr: Float32Array.from(bytes.subarray(2 * size, 3 * size), (value) => value - 128),
  };
}

/** What a camera sees that is turned by so many pixels away from the middle. */
export function view(photograph: Canvas, turnX = 0, turnY = 0): Canvas {
  const left = Math.max(0, Math.min(WIDE - WIDTH, (WIDE - WIDTH) / 2 + turnX));
  const top = Math.max(0, Math.min(TALL - HEIGHT, (TALL - HEIGHT) / 2 + turnY));
  const cut = (plane: Float32Array): Float32Array => {
    const out = new Float32Array(WIDTH * HEIGHT);
    for (let y = 0; y < HEIGHT; y += 1) {
      const from = (top + y) * WIDE + left;
      out.set(plane.subarray(from, from + WIDTH), y * WIDTH);
    }
    return out;
  };
  return {
    widthPx: WIDTH,
    heightPx: HEIGHT,
    luma: cut(photograph.luma),
    cb: cut(photograph.cb),
    cr: cut(photograph.cr),
  };
}

/** Another picture, point by point. */
export function redraw(
  canvas: Canvas,
  at: (
    luma: number,
    cb: number,
    cr: number,
    x: number,
    y: number,
  ) => readonly [luma: number, cb: number, cr: number],
): Canvas {
  const { widthPx, heightPx } = canvas;
  const out = { widthPx, heightPx, ...planes(widthPx * heightPx) };
  for (let y = 0, index = 0; y < heightPx; y += 1) {
    for (let x = 0; x < widthPx; x += 1, index += 1) {
      const [luma, cb, cr] = at(canvas.luma[index]!, canvas.cb[index]!, canvas.cr[index]!, x, y);
      out.luma[index] = Math.max(0, Math.min(255, luma));
      out.cb[index] = cb;
      out.cr[index] = cr;
    }
  }
  return out;
}

function planes(size: number): Pick<Canvas, 'luma' | 'cb' | 'cr'> {
  return { luma: new Float32Array(size), cb: new Float32Array(size), cr: new Float32Array(size) };
}

/** A lens out of focus, as a Gaussian. */
export function blurred(canvas: Canvas, deviationPx: number): Canvas {
  const smooth = (plane: Float32Array): Float32Array => gaussian(plane, canvas, deviationPx);
  return { ...canvas, luma: smooth(canvas.luma), cb: smooth(canvas.cb), cr: smooth(canvas.cr) };
}

export function gaussian(
  plane: Float32Array,
  { widthPx, heightPx }: Pick<Canvas, 'widthPx' | 'heightPx'>,
  deviationPx: number,
): Float32Array {
  const reach = Math.ceil(3 * deviationPx);
  const kernel = Array.from({ length: 2 * reach + 1 }, (_, index) =>
    Math.exp(-((index - reach) ** 2) / (2 * deviationPx ** 2)),
  );
  const total = kernel.reduce((sum, weight) => sum + weight, 0);
  const weights = Float64Array.from(kernel, (weight) => weight / total);
  // Lines are copied with their ends repeated: a look at each tap's place would take most of the time.
  const pass = (from: Float32Array, step: number, along: number): Float32Array => {
    const to = new Float32Array(from.length);
    const line = new Float64Array(along + 2 * reach);
    for (let index = 0; index < from.length / along; index += 1) {
      const start = step === 1 ? index * along : index;
      for (let place = 0; place < line.length; place += 1)
        line[place] = from[start + step * Math.max(0, Math.min(along - 1, place - reach))]!;
      for (let place = 0; place < along; place += 1) {
        let sum = 0;
        for (let tap = 0; tap < weights.length; tap += 1) sum += weights[tap]! * line[place + tap]!;
        to[start + step * place] = sum;
      }
    }
    return to;
  };
  return pass(pass(plane, 1, widthPx), widthPx, heightPx);
}
