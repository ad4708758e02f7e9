import type { Spot } from '../../../kernel/geography.js';
import { LEVELS, PIXELS_PER_M, type Level, type Sight } from './sight.js';

/** What a camera sees of flat, open ground: a sector of a ring. */
export interface Footprint {
  readonly at: Spot;
  /** Where its middle points, clockwise from north. */
  readonly headingDeg: number;
  /** How wide it opens, 0 < … ≤ 360. */
  readonly openingDeg: number;
  /** What lies nearer is below the picture. Infinite for a camera that looks into the sky. */
  readonly nearM: number;
  /** Up to where each level reaches; a level whose edge is not beyond `nearM` is reached nowhere. */
  readonly farM: Readonly<Record<Level, number>>;
}

const RADIANS = Math.PI / 180;

export function footprintOf(sight: Sight): Footprint {
  const edgeM = Math.min(sight.rangeM, farEdgeM(sight));
  return {
    at: sight.at,
    headingDeg: sight.headingDeg,
    openingDeg: patrols(sight) ? 360 : sight.horizontalFieldOfViewDeg,
    nearM: nearEdgeM(sight),
    farM: Object.fromEntries(
      LEVELS.map((level) => [level, Math.min(edgeM, levelRangeM(sight, level))]),
    ) as Record<Level, number>,
  };
}

/**
 * Up to where a metre of the scene fills the pixels that a level asks for (EN 62676-4). A lens draws a plane:
 * widthPx ÷ (2 · tan(hfov ÷ 2) · px/m), so 1920 px over 68° detect up to 56.9 m. One of 180° and more draws angles:
 * widthPx ÷ (hfov · px/m), so 2560 px all round detect up to 16.3 m.
 */
export function levelRangeM(sight: Sight, level: Level): number {
  const opening = sight.horizontalFieldOfViewDeg * RADIANS;
  const metres = opening < Math.PI ? 2 * Math.tan(opening / 2) : opening;
  return sight.widthPx / (metres * PIXELS_PER_M[level]);
}

/** h ÷ tan(tilt + vfov ÷ 2): 4 m up, 15° down with 40° see from 5.7 m. Nothing is too near where that is 90° and more. */
function nearEdgeM({ heightM, tiltDeg, verticalFieldOfViewDeg }: Sight): number {
  const lowestDeg = tiltDeg + verticalFieldOfViewDeg / 2;
  if (lowestDeg >= 90) return 0;
  return lowestDeg > 0 ? heightM / Math.tan(lowestDeg * RADIANS) : Number.POSITIVE_INFINITY;
}

/** h ÷ tan(tilt − vfov ÷ 2): 6 m up, 30° down with 20° see up to 16.5 m. Unbounded where the picture holds the horizon. */
function farEdgeM({ heightM, tiltDeg, verticalFieldOfViewDeg }: Sight): number {
  const highestDeg = tiltDeg - verticalFieldOfViewDeg / 2;
  return highestDeg > 0 ? heightM / Math.tan(highestDeg * RADIANS) : Number.POSITIVE_INFINITY;
}

/** Whether a camera that turns looks round and round, for nobody said where its home is. */
export function patrols({ kind, assumed }: Sight): boolean {
  return kind === 'ptz' && assumed.includes('headingDeg');
}

/** Share of time that it looks at any one spot of its footprint: 1, or of one that patrols its field of view in the round. */
export function timeShareOf(sight: Sight): number {
  return patrols(sight) ? Math.min(1, sight.horizontalFieldOfViewDeg / 360) : 1;
}

/** The same camera, looking elsewhere; one that patrolled stands still there. */
export function turned(sight: Sight, headingDeg: number): Sight {
  const assumed = sight.assumed.filter((field) => field !== 'headingDeg');
  return { ...sight, headingDeg: ((headingDeg % 360) + 360) % 360, assumed };
}

/** Square metres of open ground at `level` or better: opening ÷ 2 · (far² − near²). */
export function areaM2Of(footprint: Footprint, level: Level): number {
  const { openingDeg, nearM } = footprint;
  const farM = footprint.farM[level];
  return farM > nearM ? ((openingDeg * RADIANS) / 2) * (farM ** 2 - nearM ** 2) : 0;
}
