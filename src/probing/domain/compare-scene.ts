import type { PictureMeasures } from './picture-measures.js';
import { resemblance, type SceneReference, signed, unsigned } from './scene-reference.js';

const TILES_ACROSS = 16;
const CELLS_ACROSS = 32;
const CELLS_PER_TILE = 2;

/** A tile that held less than this in the reference has nothing to lose. */
const LEAST_RANGE = 24;
/** So bright is snow, sky and glare; what is held before a lens lies in its own shadow. */
const OPEN_LUMA = 195;
/** A tile that keeps less than this share of its range has lost its contents. */
const LOST_SHARE = 0.4;

/** How a picture differs from how the camera's picture looks when it is well. */
export interface SceneComparison {
  /** −1…1; where something covers the lens, of what it leaves free. */
  readonly resemblance: number;
  /** Share of the tiles with contents that lost them to something dark; how much of the scene shows through all lost ones. */
  readonly lostShare: number;
  readonly showsThrough: number;
  /** What the tiles that keep most still keep of their range, 0…1: the best fifth. */
  readonly keptRange: number;
  /** Tiles with contents, and those of them that kept theirs; of few of them nothing can be said. */
  readonly telling: number;
  readonly left: number;
  /** Share of the tiles with contents that lost them to something bright: snow, glare, a white sky. */
  readonly glareShare: number;
}

export function compareScene(
  measures: Pick<PictureMeasures, 'scene' | 'tileRanges' | 'tileMeans'>,
  reference: Pick<SceneReference, 'scene' | 'tileRanges'>,
): SceneComparison {
  const before = unsigned(reference.tileRanges);
  const now = unsigned(measures.tileRanges);
  const luma = unsigned(measures.tileMeans);
  const kept: number[] = [];
  const isLost: boolean[] = [];
  let [dark, bright] = [0, 0];
  for (const [tile, range] of before.entries()) {
    const share = range < LEAST_RANGE ? null : now[tile]! / range;
    if (share !== null) kept.push(share);
    isLost.push(share !== null && share < LOST_SHARE);
    if (!isLost[tile]) continue;
    if (luma[tile]! < OPEN_LUMA) dark += 1;
    else bright += 1;
  }
  const [a, b] = [signed(reference.scene), signed(measures.scene)];
  const sorted = kept.toSorted((x, y) => x - y);
  return {
    resemblance: resemblance(a, b, (cell) => !isLost[tileOf(cell)]),
    lostShare: kept.length === 0 ? 0 : dark / kept.length,
    showsThrough: dark + bright === 0 ? 1 : resemblance(a, b, (cell) => isLost[tileOf(cell)]!),
    keptRange: Math.min(1, sorted[Math.floor(sorted.length * 0.8)] ?? 1),
    telling: kept.length,
    left: kept.length - dark - bright,
    glareShare: kept.length === 0 ? 0 : bright / kept.length,
  };
}

function tileOf(cell: number): number {
  const [row, column] = [Math.floor(cell / CELLS_ACROSS), cell % CELLS_ACROSS];
  return Math.floor(row / CELLS_PER_TILE) * TILES_ACROSS + Math.floor(column / CELLS_PER_TILE);
}
