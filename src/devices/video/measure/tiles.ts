import type { LumaPlane } from './planes.js';
import { quantile } from './quantile.js';

export const TILES_ACROSS = 16;
export const TILES_DOWN = 10;

/** What one sixteenth by one tenth of the picture holds. */
export interface Tile {
  readonly meanLuma: number;
  /** Between its darkest and brightest pixels, one in fifty left out on either side. */
  readonly range: number;
  /** Immerkær's deviation of grain between neighbouring pixels, and between pixels two apart. */
  readonly grain: number;
  readonly wideGrain: number;
  /** Share of its pixels that are burnt out. */
  readonly burntShare: number;
}

/**
 * Grain after J. Immerkær, "Fast noise variance estimation", CVIU 64(2), 1996: the mask [1 -2 1; -2 4 -2; 1 -2 1] answers
 * neither flat nor evenly rising luma, and white noise of deviation s with a mean magnitude of 6 s * sqrt(2 / pi). So
 * s = mean |answer| * sqrt(pi / 2) / 6. Worked value: a mean answer of 48 is a deviation of 10.0.
 */
const GRAIN_PER_ANSWER = Math.sqrt(Math.PI / 2) / 6;
/** Every sixth pixel is enough. */
const ROWS_APART = 3;
const COLUMNS_APART = 2;
const BURNT_LUMA = 250;

export function tilesOf({ widthPx, heightPx, luma }: LumaPlane): Tile[] {
  const tiles: Tile[] = [];
  for (let row = 0; row < TILES_DOWN; row += 1) {
    for (let column = 0; column < TILES_ACROSS; column += 1) {
      const top = Math.floor((row * heightPx) / TILES_DOWN);
      const bottom = Math.floor(((row + 1) * heightPx) / TILES_DOWN);
      const left = Math.floor((column * widthPx) / TILES_ACROSS);
      const right = Math.floor(((column + 1) * widthPx) / TILES_ACROSS);
      tiles.push(tileOf(luma, { widthPx, heightPx, top, bottom, left, right }));
    }
  }
  return tiles;
}

interface Bounds {
  readonly widthPx: number;
  readonly heightPx: number;
  readonly top: number;
  readonly bottom: number;
  readonly left: number;
  readonly right: number;
}

const histogram = new Uint16Array(256);

function tileOf(luma: Uint8Array, bounds: Bounds): Tile {
  const { widthPx, heightPx } = bounds;
  const [top, bottom] = [Math.max(2, bounds.top), Math.min(heightPx - 2, bounds.bottom)];
  const [left, right] = [Math.max(2, bounds.left), Math.min(widthPx - 2, bounds.right)];
  histogram.fill(0);
  let [sum, near, far, count] = [0, 0, 0, 0];
  for (let y = top; y < bottom; y += ROWS_APART) {
    for (let at = y * widthPx + left; at < y * widthPx + right; at += COLUMNS_APART) {
      const value = luma[at]!;
      sum += value;
      histogram[value]! += 1;
      near += answer(luma, at, 1, widthPx);
      far += answer(luma, at, 2, 2 * widthPx);
      count += 1;
    }
  }
  const perAnswer = GRAIN_PER_ANSWER / Math.max(1, count);
  return {
    meanLuma: sum / Math.max(1, count),
    range: rangeOf(count),
    grain: near * perAnswer,
    wideGrain: far * perAnswer,
    burntShare: burntOf() / Math.max(1, count),
  };
}

function answer(luma: Uint8Array, at: number, across: number, down: number): number {
  const [above, below] = [at - down, at + down];
  const sides = luma[at - across]! + luma[at + across]! + luma[above]! + luma[below]!;
  const corners =
    luma[above - across]! + luma[above + across]! + luma[below - across]! + luma[below + across]!;
  const found = 4 * luma[at]! - 2 * sides + corners;
  return found < 0 ? -found : found;
}

function burntOf(): number {
  let burnt = 0;
  for (let value = BURNT_LUMA; value < 256; value += 1) burnt += histogram[value]!;
  return burnt;
}

function rangeOf(count: number): number {
  const tail = count / 50;
  let [low, seen] = [0, histogram[0]!];
  while (seen <= tail && low < 255) seen += histogram[++low]!;
  let high = 255;
  seen = histogram[255]!;
  while (seen <= tail && high > low) seen += histogram[--high]!;
  return high - low;
}

/** Tiles that are neither black nor burnt out: there, grain is cut off. */
const isTelling = ({ meanLuma }: Tile): boolean => meanLuma > 16 && meanLuma < 239;

/** Noise is judged where there is next to nothing else: of a picture, the eight flattest of its 160 tiles. */
const FLATTEST = 8;

/**
 * The grain of the flattest tiles, the middle one of them: texture hides noise from eyes as it does from us, and the encoder
 * wipes it off there. What little texture they have is taken off, too. Noise knows no neighbours: it answers the mask alike
 * at one and at two pixels' distance; the texture of things answers at least twice as strongly at two. With n for noise and
 * t for texture, near² = n² + t² and far² = n² + 4 t², so n² = (4 near² - far²) / 3. Worked value: 9 near, 12 far: 7.7.
 */
export function grainOf(tiles: readonly Tile[]): number {
  const flattest = tiles
    .filter(isTelling)
    .toSorted((a, b) => a.range - b.range)
    .slice(0, FLATTEST);
  return quantile(
    flattest.map(({ grain, wideGrain }) => Math.sqrt(Math.max(0, (4 * grain ** 2 - wideGrain ** 2) / 3))),
    0.5,
  );
}
