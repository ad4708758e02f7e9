import { PICTURE_FAULTS, SCORED_FAULTS, type PictureScores } from '../domain/picture-faults.js';
import type { PictureFacts } from '../domain/evidence.js';
import type { PictureLimits } from '../domain/picture-limits.js';
import type { PictureMeasures } from '../domain/picture-measures.js';

const bytes = (count: number, at: (index: number) => number): string =>
  Buffer.from(Array.from({ length: count }, (_, index) => at(index) & 255)).toString('base64');

/** A street by day, with nothing wrong. */
export const STREET_MEASURES: PictureMeasures = {
  tones: { meanLuma: 110, lumaDeviation: 20, brightLuma: 200 },
  colours: { cb: 4, cr: -3, colourDistance: 40 },
  flatness: { oneColourShare: 0.05, commonLuma: 120, commonDistance: 4, plateauShare: 0.2 },
  blurPx: 0.6,
  blockBlurs: bytes(40, () => 10),
  grain: 0.3,
  stripes: 0.4,
  burntShare: 0.01,
  tileRanges: bytes(160, () => 120),
  tileMeans: bytes(160, () => 110),
  tileBurnt: bytes(160, () => 3),
  scene: bytes(640, (index) => ((index * 37) % 80) - 40),
};

export const NO_SCORES = Object.fromEntries(SCORED_FAULTS.map((fault) => [fault, 0])) as PictureScores;

export const STREET: PictureFacts = {
  meanLuma: 110,
  lumaDeviation: 40,
  fingerprint: 'a',
  daylight: 'day',
  scores: NO_SCORES,
  suspects: [],
  standing: [],
  isCheckedForFrozen: true,
};

export const HALF = Object.fromEntries(PICTURE_FAULTS.map((fault) => [fault, 0.5])) as PictureLimits;
