import type { LumaPlane } from './planes.js';

const BLOCKS = 16;
/** Half a period of what is looked for, in pixels; others answer less. */
const REACHES = [2, 5, 12] as const;
/** A stripe is one that at least so many of the sixteen blocks show alike. */
const AGREEING = 13;
/** One straight roof is no ripple, however bright the sky above it. */
const MOST_OF_A_LINE = 40;

/**
 * How strong lines are that run through the whole picture: levels by which a row (or a column) differs from its
 * neighbours on both sides in at least 13 of 16 blocks alike, averaged over all rows. A horizon is one row; a stripe
 * that repeats is many. Worked value: a ripple of ±20 levels, period 10 px, differs by 40 at its crests and 25 on average.
 */
export function stripesOf(plane: LumaPlane): number {
  const { widthPx, heightPx, luma } = plane;
  const rows = blockMeans(luma, { lines: heightPx, along: widthPx, lineStep: widthPx, alongStep: 1 });
  const columns = blockMeans(luma, { lines: widthPx, along: heightPx, lineStep: 1, alongStep: widthPx });
  return Math.max(strongest(rows, heightPx), strongest(columns, widthPx));
}

interface Direction {
  readonly lines: number;
  readonly along: number;
  readonly lineStep: number;
  readonly alongStep: number;
}

/** Every second pixel is enough. */
function blockMeans(luma: Uint8Array, { lines, along, lineStep, alongStep }: Direction): Float32Array {
  const means = new Float32Array(lines * BLOCKS);
  const blockPx = Math.floor(along / BLOCKS);
  for (let line = 0; line < lines; line += 1) {
    for (let block = 0; block < BLOCKS; block += 1) {
      let sum = 0;
      let at = line * lineStep + block * blockPx * alongStep;
      for (let index = 0; index < blockPx; index += 2, at += 2 * alongStep) sum += luma[at]!;
      means[line * BLOCKS + block] = sum / Math.ceil(blockPx / 2);
    }
  }
  return means;
}

function strongest(means: Float32Array, lines: number): number {
  return Math.max(...REACHES.map((reach) => agreement(means, lines, reach)));
}

function agreement(means: Float32Array, lines: number, reach: number): number {
  const differences = new Float32Array(BLOCKS);
  let sum = 0;
  for (let line = reach; line < lines - reach; line += 1) {
    let brighter = 0;
    for (let block = 0; block < BLOCKS; block += 1) {
      const at = line * BLOCKS + block;
      const around = (means[at - reach * BLOCKS]! + means[at + reach * BLOCKS]!) / 2;
      const difference = means[at]! - around;
      differences[block] = difference;
      if (difference > 0) brighter += 1;
    }
    // Most lines of most pictures: sorting them costs more than all the rest.
    if (brighter < AGREEING && brighter > BLOCKS - AGREEING) continue;
    differences.sort();
    const rising = differences[BLOCKS - AGREEING]!;
    const falling = -differences[AGREEING - 1]!;
    sum += Math.min(MOST_OF_A_LINE, Math.max(0, rising, falling));
  }
  return sum / Math.max(1, lines - 2 * reach);
}
