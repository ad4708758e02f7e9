import { timesSmeared } from './compare-edges.js';
import { compareScene, type SceneComparison } from './compare-scene.js';
import { type PictureScores, SCORED_FAULTS } from './picture-faults.js';
import type { PictureMeasures } from './picture-measures.js';
import { isSteady, type SceneReference } from './scene-reference.js';
import type { Daylight } from './sun.js';

export interface Circumstances {
  readonly daylight: Daylight;
  /** How this camera's picture looks at this time of day when it is well; null while that is being learned. */
  readonly reference: SceneReference | null;
}

/**
 * How much one picture looks like each fault, 0…1. `docs/picture-checks.md` has each formula with its source, a worked
 * value and what was measured. Every score is a straight line between what is surely well and what is surely not.
 */
export function scorePicture(
  measures: PictureMeasures,
  { daylight, reference }: Circumstances,
): PictureScores {
  const hidden = { 'signal-lost': lostSignal(measures), black: blackness(measures) };
  // Whatever else is to be seen of such a picture follows from it.
  if (Math.max(...Object.values(hidden)) >= HIDDEN) return { ...NOTHING_WRONG, ...hidden };
  const isDay = daylight === 'day';
  const seen = reference === null ? null : compareScene(measures, reference);
  const steady = reference !== null && isSteady(reference) ? seen : null;
  const tooDark = isDay ? darkByDay(measures) : darkByNight(measures);
  const tooBright = overexposed(measures, seen);
  const isOpen = isDay && Math.max(tooDark, tooBright) < HIDDEN;
  return {
    ...hidden,
    covered: steady === null ? coveredAtFirst(measures) : covered(steady, coveredAtFirst(measures)),
    'scene-moved': steady === null ? 0 : moved(steady),
    'too-dark': tooDark,
    'too-bright': tooBright,
    blurred: blurred(measures, reference, isDay),
    // At night every sensor is noisy, as its amplifier makes up for the light.
    noisy: isDay ? ramp(measures.grain, 0, 4) : ramp(measures.grain, 0, 12),
    striped: ramp(measures.stripes, 0, 10),
    'low-contrast': isOpen ? faint(measures, steady) : 0,
    'no-colour': isOpen ? ramp(measures.colours.colourDistance, 6, 0) : 0,
    'colour-cast': isOpen && reference !== null ? cast(measures, reference) : 0,
  };
}

const HIDDEN = 0.5;
/** Of 160. */
const FEW_TILES = 10;
/** Under so much snow or glare nothing is said of a scene. */
const MUCH_GLARE = 0.3;
const NOTHING_WRONG = Object.fromEntries(SCORED_FAULTS.map((fault) => [fault, 0])) as PictureScores;

/** 0 at `well` and beyond, 1 at `bad` and beyond. */
export function ramp(value: number, well: number, bad: number): number {
  return Math.max(0, Math.min(1, (value - well) / (bad - well)));
}

const BLACK_LUMA = 30;
const WHITE_LUMA = 235;
const SATURATED = 40;

/** One colour almost everywhere that no night and no glare gives, or bars of bright colours without any grain. */
function lostSignal({ flatness, tones, colours, burntShare }: PictureMeasures): number {
  const { oneColourShare, commonLuma, commonDistance, plateauShare } = flatness;
  const isLens = commonDistance < SATURATED && (commonLuma < BLACK_LUMA || commonLuma >= WHITE_LUMA);
  const screen = isLens ? 0 : ramp(oneColourShare, 0.7, 1);
  const isLively = tones.lumaDeviation >= 30 && colours.colourDistance >= 60 && burntShare < 0.3;
  return Math.max(screen, isLively ? ramp(plateauShare, 0.6, 0.9) : 0);
}

/** Dark and flat at once. Half of it is a mean of 24 and a deviation of 3. */
function blackness({ tones }: PictureMeasures): number {
  return Math.min(ramp(tones.meanLuma, 48, 0), ramp(tones.lumaDeviation, 6, 0));
}

function darkByDay({ tones }: PictureMeasures): number {
  return ramp(tones.brightLuma, 86, 20);
}

/** At night the dark is no fault, as long as a lamp or a lit wall can be seen. */
function darkByNight({ tones }: PictureMeasures): number {
  return Math.min(ramp(tones.brightLuma, 30, 10), ramp(tones.lumaDeviation, 8, 2));
}

/**
 * By its share alone, until it is known how bright the ground is as a rule: a sky, snow or a wet road burns out in the sun while
 * all else is as bright as ever; too long an exposure lifts everything.
 */
function overexposed({ burntShare }: PictureMeasures, seen: SceneComparison | null): number {
  if (seen === null || seen.gain === null) return ramp(burntShare, 0.3, 0.8);
  return Math.min(ramp(burntShare, 0.2, 0.65), ramp(seen.gain, 1, 1.76));
}

/** In pixels of a picture 640 wide; beside the camera's own sharpness, where that is known. */
function blurred(
  { blurPx, blockBlurs }: PictureMeasures,
  reference: SceneReference | null,
  isDay: boolean,
): number {
  if (blurPx === null) return 0;
  const usual = reference?.blurPx ?? null;
  if (reference === null || usual === null) return ramp(blurPx, 0.9, 2.2);
  const asWhole = Math.min(ramp(blurPx, 0.5, 1.35), ramp(blurPx / usual, 1, 1.68));
  if (reference.blockBlurs === undefined) return asWhole;
  const times = timesSmeared(blockBlurs, reference.blockBlurs);
  // Where the same things cannot be compared at night, what is left is the halo of a lamp.
  if (times === null) return isDay ? asWhole : 0;
  return Math.min(asWhole, ramp(times, 1, 1.3));
}

/** Of a camera that is not known yet: nothing stands out anywhere, and it is neither black nor burnt out. */
function coveredAtFirst({ tileRanges, burntShare, flatness, blurPx }: PictureMeasures): number {
  if (blurPx !== null || burntShare > 0.3 || flatness.oneColourShare > 0.85) return 0;
  const ranges = [...Buffer.from(tileRanges, 'base64')].toSorted((a, b) => a - b);
  return ramp(ranges.at(-3)!, 44, 4);
}

/** Tiles that lost their contents, and nothing of the scene shows through them: fog and weak light let it. */
function covered({ lostShare, showsThrough, telling }: SceneComparison, asAtFirst: number): number {
  if (telling < FEW_TILES) return asAtFirst;
  return showsThrough > 0.5 ? 0 : Math.max(asAtFirst, ramp(lostShare, 0.04, 0.24));
}

/** It does not resemble itself any more, or resembles itself better when it is pushed aside. */
function moved({ resemblance, elsewhere, left }: SceneComparison): number {
  return Math.max(left < FEW_TILES ? 0 : ramp(resemblance, 0.8, 0), ramp(elsewhere, 0, 0.4));
}

/** Every tile has lost range, and still shows the scene. */
function faint({ tileRanges }: PictureMeasures, seen: SceneComparison | null): number {
  if (seen !== null && seen.glareShare > MUCH_GLARE) return 0;
  if (seen !== null && seen.telling >= FEW_TILES) return ramp(seen.keptRange, 0.75, 0);
  const ranges = [...Buffer.from(tileRanges, 'base64')].toSorted((a, b) => a - b);
  return ramp(ranges.at(-3)!, 58, 0);
}

/**
 * How far the mean colour has gone from what it is; fog and rain may take its strength and are no cast. On its first day
 * nothing is said of a camera's colours: a flower bed is all of one colour, too.
 */
function cast({ colours }: PictureMeasures, usual: SceneReference): number {
  return ramp(gone(colours, usual), 4, 19);
}

/** Distance of a colour from the nearest one between grey and the usual one. */
function gone(now: { cb: number; cr: number }, usual: { cb: number; cr: number }): number {
  const square = usual.cb ** 2 + usual.cr ** 2;
  const part = square === 0 ? 0 : Math.max(0, Math.min(1, (now.cb * usual.cb + now.cr * usual.cr) / square));
  return Math.hypot(now.cb - part * usual.cb, now.cr - part * usual.cr);
}
