import type { LumaPlane } from './planes.js';

export const BLOCKS_ACROSS = 8;
export const BLOCKS_DOWN = 5;
const BLOCKS = BLOCKS_ACROSS * BLOCKS_DOWN;

/** Pixels of a row or a column that are looked at together; as wide as a badly blurred edge. */
const RUN_PX = 32;
/** The steepest step must lie so far inside of its run that both ends of the edge are in it, too. */
const MARGIN_PX = 9;
/** Every so many rows and columns are enough. */
const STRIDE_PX = 6;
/** Less than this is no edge, but shading or grain. */
const LEAST_RANGE = 24;
const GRAIN_FACTOR = 8;
/** A picture, and a block of it, with fewer edges than this cannot be called sharp or blurred. */
const LEAST_RUNS = 40;
const LEAST_RUNS_OF_BLOCK = 5;
/** The sharpest part decides: what is out of focus behind it is no fault. */
const SHARPEST = 0.9;
const SHARPEST_OF_BLOCK = 0.8;
/** A byte of a block's blur is a sixteenth of a pixel. */
const STEPS_PER_PX = 16;

export interface Edges {
  /**
   * How far a sharp edge is smeared, as the standard deviation of a Gaussian in pixels of a picture 640 wide; null where
   * there are too few edges.
   */
  readonly blurPx: number | null;
  /** The same of each of 8 x 5 blocks, in sixteenths of a pixel, row by row; 0 where there are too few edges. */
  readonly blockBlurs: Uint8Array;
}

/**
 * A step of height h under a Gaussian of deviation s rises by at most h / (s * sqrt(2 pi)) from one pixel to the next (the
 * Gaussian's peak), so s = h / (steepest step * sqrt(2 pi)). h is the range of a run of 32 pixels, and the tenth of the
 * runs with the steepest steps decides, of a block the fifth. Worked value: 120 levels whose steepest step is 24: 2.0 px.
 */
export function edgesOf({ widthPx, heightPx, luma }: LumaPlane, grain: number): Edges {
  const least = Math.max(LEAST_RANGE, GRAIN_FACTOR * grain);
  const found: number[][] = Array.from({ length: BLOCKS }, () => []);
  const blockAt = (x: number, y: number): number =>
    Math.floor((y * BLOCKS_DOWN) / heightPx) * BLOCKS_ACROSS + Math.floor((x * BLOCKS_ACROSS) / widthPx);
  for (let y = STRIDE_PX >> 1; y < heightPx; y += STRIDE_PX)
    for (let x = 0; x + RUN_PX <= widthPx; x += RUN_PX) {
      const ratio = steepness(luma, { from: y * widthPx + x, step: 1, least });
      if (ratio > 0) found[blockAt(x + RUN_PX / 2, y)]!.push(ratio);
    }
  for (let x = STRIDE_PX >> 1; x < widthPx; x += STRIDE_PX)
    for (let y = 0; y + RUN_PX <= heightPx; y += RUN_PX) {
      const ratio = steepness(luma, { from: y * widthPx + x, step: widthPx, least });
      if (ratio > 0) found[blockAt(x, y + RUN_PX / 2)]!.push(ratio);
    }
  const scale = 640 / widthPx;
  const blur = (ratios: number[], share: number, runs: number): number | null =>
    ratios.length < runs ? null : scale / (quantileOf(ratios, share) * Math.sqrt(2 * Math.PI));
  return {
    blurPx: blur(found.flat(), SHARPEST, LEAST_RUNS),
    blockBlurs: Uint8Array.from(found, (ratios) =>
      toByte(blur(ratios, SHARPEST_OF_BLOCK, LEAST_RUNS_OF_BLOCK)),
    ),
  };
}

function toByte(blurPx: number | null): number {
  return blurPx === null ? 0 : Math.min(255, Math.max(1, Math.round(STEPS_PER_PX * blurPx)));
}

/** Typed arrays sort numbers several times as fast as plain ones. */
function quantileOf(values: readonly number[], share: number): number {
  return Float32Array.from(values).toSorted()[Math.floor(values.length * share)]!;
}

interface Run {
  readonly from: number;
  readonly step: number;
  readonly least: number;
}

/** Of a run with an edge in it: its steepest step as a share of its range; 0 of one without. */
function steepness(luma: Uint8Array, { from, step, least }: Run): number {
  let at = from;
  let before = luma[at]!;
  let [low, high, steepest, place] = [before, before, 0, 0];
  for (let index = 1; index < RUN_PX; index += 1) {
    at += step;
    const value = luma[at]!;
    const rise = value > before ? value - before : before - value;
    if (rise > steepest) [steepest, place] = [rise, index];
    if (value < low) low = value;
    else if (value > high) high = value;
    before = value;
  }
  const isInside = place >= MARGIN_PX && place < RUN_PX - MARGIN_PX;
  return isInside && high - low >= least ? steepest / (high - low) : 0;
}
