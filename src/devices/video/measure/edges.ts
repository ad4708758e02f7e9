import type { LumaPlane } from './planes.js';
import { quantile } from './quantile.js';

/** Pixels of a row or a column that are looked at together; as wide as a badly blurred edge. */
const RUN_PX = 32;
/** The steepest step must lie so far inside of its run that both ends of the edge are in it, too. */
const MARGIN_PX = 9;
/** Every so many rows and columns are enough. */
const STRIDE_PX = 6;
/** Less than this is no edge, but shading or grain. */
const LEAST_RANGE = 24;
const GRAIN_FACTOR = 8;
/** A picture with fewer edges than this cannot be called sharp or blurred. */
const LEAST_RUNS = 40;
/** The sharpest part decides: what is out of focus behind it is no fault. */
const SHARPEST = 0.9;

/**
 * How far a sharp edge is smeared, as the standard deviation of a Gaussian in pixels of a picture 640 wide; null where
 * there are too few edges. A step of height h under a Gaussian of deviation s rises by at most h / (s * sqrt(2 pi)) from
 * one pixel to the next (the Gaussian's peak), so s = h / (steepest step * sqrt(2 pi)). h is the range of a run of 32 pixels, and
 * the tenth of the runs with the steepest steps decides. Worked value: 120 levels whose steepest step is 24: 2.0 px.
 */
export function blurOf({ widthPx, heightPx, luma }: LumaPlane, grain: number): number | null {
  const least = Math.max(LEAST_RANGE, GRAIN_FACTOR * grain);
  const ratios: number[] = [];
  for (let y = STRIDE_PX >> 1; y < heightPx; y += STRIDE_PX)
    steepness(luma, { from: y * widthPx, step: 1, count: widthPx, least }, ratios);
  for (let x = STRIDE_PX >> 1; x < widthPx; x += STRIDE_PX)
    steepness(luma, { from: x, step: widthPx, count: heightPx, least }, ratios);
  if (ratios.length < LEAST_RUNS) return null;
  const steepest = quantile(ratios, SHARPEST);
  return 640 / widthPx / (steepest * Math.sqrt(2 * Math.PI));
}

interface Line {
  readonly from: number;
  readonly step: number;
  readonly count: number;
  readonly least: number;
}

/** Of each run with an edge in it: its steepest step as a share of its range. */
function steepness(luma: Uint8Array, { from, step, count, least }: Line, into: number[]): void {
  for (let start = 0; start + RUN_PX <= count; start += RUN_PX) {
    let at = from + start * step;
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
    if (isInside && high - low >= least) into.push(steepest / (high - low));
  }
}
