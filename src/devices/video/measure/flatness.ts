import type { Planes } from './planes.js';
import { histogramOf } from './tones.js';

/** How much of the picture no lens has drawn. */
export interface Flatness {
  /** Share of the pixels that have the commonest colour, within two levels of each of its three values. */
  readonly oneColourShare: number;
  readonly commonLuma: number;
  /** Distance of the commonest colour from grey in the plane of Cb and Cr. */
  readonly commonDistance: number;
  /** Share of the pixels that equal their right and lower neighbours, within one level: no sensor is so quiet. */
  readonly plateauShare: number;
}

const NEAR = 2;

export function flatnessOf(planes: Planes): Flatness {
  const { widthPx, heightPx, luma, cb, cr } = planes;
  const common = [luma, cb, cr].map((plane) => modeOf(plane)) as [number, number, number];
  const across = widthPx >> 1;
  let [same, level] = [0, 0];
  for (let y = 0; y + 1 < heightPx; y += 1) {
    for (let x = 0; x + 1 < widthPx; x += 1) {
      const at = y * widthPx + x;
      const value = luma[at]!;
      if (isNear(value, luma[at + 1]!, 1) && isNear(value, luma[at + widthPx]!, 1)) level += 1;
      if (!isNear(value, common[0], NEAR)) continue;
      const chroma = (y >> 1) * across + (x >> 1);
      if (isNear(cb[chroma]!, common[1], NEAR) && isNear(cr[chroma]!, common[2], NEAR)) same += 1;
    }
  }
  const total = Math.max(1, (widthPx - 1) * (heightPx - 1));
  return {
    oneColourShare: same / total,
    commonLuma: common[0],
    commonDistance: Math.hypot(common[1] - 128, common[2] - 128),
    plateauShare: level / total,
  };
}

function modeOf(plane: Uint8Array): number {
  const histogram = histogramOf(plane);
  return histogram.indexOf(Math.max(...histogram));
}

function isNear(a: number, b: number, within: number): boolean {
  const apart = a - b;
  return apart <= within && apart >= -within;
}
