import type { Planes } from './planes.js';

/** Of colours in the plane of Cb and Cr, where grey is (0, 0). */
export interface Colours {
  /** The mean colour, black and burnt-out pixels included: a white sky is one, a sky that is missing none. */
  readonly cb: number;
  readonly cr: number;
  /** One pixel in twenty is farther from grey than this; of black and burnt-out pixels, which have no colour, none. */
  readonly colourDistance: number;
}

/** Bins of half a level, as far as the plane reaches. */
const BINS_PER_LEVEL = 2;
const BINS = 512;
const LEAST_LUMA = 24;
const MOST_LUMA = 245;

/** Worked value: one half (138, 128) and one half grey give a mean of (5, 0) and a distance of 10. */
export function coloursOf({ widthPx, heightPx, luma, cb, cr }: Planes): Colours {
  const [across, down] = [widthPx >> 1, heightPx >> 1];
  const bins = new Uint32Array(BINS);
  let [sumCb, sumCr, coloured] = [0, 0, 0];
  for (let y = 0; y < down; y += 1) {
    for (let x = 0; x < across; x += 1) {
      const at = y * across + x;
      const [blue, red] = [cb[at]! - 128, cr[at]! - 128];
      sumCb += blue;
      sumCr += red;
      const light = luma[2 * y * widthPx + 2 * x]!;
      if (light < LEAST_LUMA || light > MOST_LUMA) continue;
      bins[Math.round(BINS_PER_LEVEL * Math.sqrt(blue * blue + red * red))]! += 1;
      coloured += 1;
    }
  }
  const total = Math.max(1, across * down);
  return { cb: sumCb / total, cr: sumCr / total, colourDistance: distanceOf(bins, 0.95 * coloured) };
}

function distanceOf(bins: Uint32Array, wanted: number): number {
  let [bin, seen] = [0, bins[0]!];
  while (seen < wanted && bin < BINS - 1) seen += bins[(bin += 1)]!;
  return bin / BINS_PER_LEVEL;
}
