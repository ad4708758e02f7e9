import { quantile } from './quantile.js';
import type { Planes } from '../decoded-picture.js';

/** Of colours in the plane of Cb and Cr, where grey is (0, 0). */
export interface Colours {
  /** The mean colour, black and burnt-out pixels included: a white sky is one, a sky that is missing none. */
  readonly cb: number;
  readonly cr: number;
  /** One pixel in twenty is farther from grey than this; of black and burnt-out pixels, which have no colour, none. */
  readonly colourDistance: number;
}

const LEAST_LUMA = 24;
const MOST_LUMA = 245;

/** Worked value: one half (138, 128) and one half grey give a mean of (5, 0) and a distance of 10. */
export function coloursOf({ widthPx, heightPx, luma, cb, cr }: Planes): Colours {
  const [across, down] = [widthPx >> 1, heightPx >> 1];
  const distances: number[] = [];
  let [sumCb, sumCr] = [0, 0];
  for (let y = 0; y < down; y += 1) {
    for (let x = 0; x < across; x += 1) {
      const at = y * across + x;
      const [blue, red] = [cb[at]! - 128, cr[at]! - 128];
      sumCb += blue;
      sumCr += red;
      const light = luma[2 * y * widthPx + 2 * x]!;
      if (light >= LEAST_LUMA && light <= MOST_LUMA) distances.push(Math.hypot(blue, red));
    }
  }
  const total = Math.max(1, across * down);
  return { cb: sumCb / total, cr: sumCr / total, colourDistance: quantile(distances, 0.95) };
}
