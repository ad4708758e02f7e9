import type { PictureMeasures } from './picture-measures.js';
import { resemblance, type SceneReference, signed, unsigned } from './scene-reference.js';

const TILES_ACROSS = 16;
const TILES_DOWN = 10;
const CELLS_ACROSS = 32;
const CELLS_DOWN = 20;
const CELLS_PER_TILE = 2;

/** A tile that held less than this in the reference has nothing to lose. */
const LEAST_RANGE = 24;
/** So bright is snow, sky and glare; what is held before a lens lies in its own shadow. */
const OPEN_LUMA = 195;
/** A tile that keeps less than this share of its range has lost its contents. */
const LOST_SHARE = 0.4;

/** A tile is burnt out when so much of it is (255ths). */
const BURNT = 128;
const BURNT_A_LITTLE = 64;
/** A darker tile tells no gain. */
const LEAST_LUMA = 24;
/** Of 160: with fewer that are not burnt out, everything is. */
const FEW_UNBURNT = 5;
/** A cell of the scene is what it is beside the three cells around it: a burnt-out tile spoils those within two. */
const SPOILT_AROUND = 2;
/** How far the scene is looked for elsewhere, in cells: a fourth of the picture. */
const SEARCH_ACROSS = 8;
const SEARCH_DOWN = 5;
/** So well it resembles itself where it was: nothing has moved. */
const WELL_HERE = 0.75;
const FEW_CELLS = 120;
/** Under so much snow or glare it is not looked for. */
const MUCH_GLARE = 0.5;

/** How a picture differs from how the camera's picture looks when it is well. */
export interface SceneComparison {
  /** −1…1; where something covers the lens or light burns it out, of what they leave free. */
  readonly resemblance: number;
  /** How much more it resembles the scene when that is pushed aside; 0 where it does not. */
  readonly elsewhere: number;
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
  /**
   * How many times as bright as usual the middle one of the tiles is that are not burnt out; Infinity where all are, null
   * where it is not known how bright they usually are.
   */
  readonly gain: number | null;
}

export function compareScene(
  measures: Pick<PictureMeasures, 'scene' | 'tileRanges' | 'tileMeans' | 'tileBurnt'>,
  reference: Pick<SceneReference, 'scene' | 'tileRanges' | 'tileMeans'>,
): SceneComparison {
  const before = unsigned(reference.tileRanges);
  const now = unsigned(measures.tileRanges);
  const luma = unsigned(measures.tileMeans);
  const burnt = unsigned(measures.tileBurnt);
  const telling = [...before.keys()].filter((tile) => before[tile]! >= LEAST_RANGE);
  const lost = new Set(telling.filter((tile) => now[tile]! < LOST_SHARE * before[tile]!));
  const bright = [...lost].filter((tile) => luma[tile]! >= OPEN_LUMA);
  const spoilt = spoiltBy([...bright, ...[...burnt.keys()].filter((tile) => burnt[tile]! > BURNT)]);
  const [a, b] = [signed(reference.scene), signed(measures.scene)];
  const isFree = (cell: number): boolean => !lost.has(tileOf(cell)) && !spoilt.has(tileOf(cell));
  const here = resemblance(a, b, isFree);
  const kept = telling.map((tile) => now[tile]! / before[tile]!).toSorted((x, y) => x - y);
  const share = (count: number): number => (telling.length === 0 ? 0 : count / telling.length);
  return {
    resemblance: here,
    elsewhere:
      here > WELL_HERE || share(bright.length) > MUCH_GLARE
        ? 0
        : Math.max(0, resemblanceElsewhere(a, b, isFree) - here),
    lostShare: share(lost.size - bright.length),
    showsThrough: lost.size === 0 ? 1 : resemblance(a, b, (cell) => lost.has(tileOf(cell))),
    keptRange: Math.min(1, kept[Math.floor(kept.length * 0.8)] ?? 1),
    telling: telling.length,
    left: telling.filter((tile) => !lost.has(tile) && !spoilt.has(tile)).length,
    glareShare: share(bright.length),
    gain: reference.tileMeans === undefined ? null : gainOf(luma, unsigned(reference.tileMeans), burnt),
  };
}

function gainOf(now: Uint8Array, usually: Uint8Array, burnt: Uint8Array): number {
  const gains = [...now.keys()]
    .filter((tile) => usually[tile]! >= LEAST_LUMA && burnt[tile]! < BURNT_A_LITTLE)
    .map((tile) => now[tile]! / usually[tile]!)
    .toSorted((a, b) => a - b);
  return gains.length < FEW_UNBURNT ? Infinity : gains[gains.length >> 1]!;
}

/** The tiles whose cells of the scene these tiles have a part in. */
function spoiltBy(tiles: readonly number[]): ReadonlySet<number> {
  const spoilt = new Set<number>();
  for (const tile of tiles) {
    const [row, column] = [Math.floor(tile / TILES_ACROSS), tile % TILES_ACROSS];
    for (let y = Math.max(0, row - SPOILT_AROUND); y <= Math.min(TILES_DOWN - 1, row + SPOILT_AROUND); y += 1)
      for (
        let x = Math.max(0, column - SPOILT_AROUND);
        x <= Math.min(TILES_ACROSS - 1, column + SPOILT_AROUND);
        x += 1
      )
        spoilt.add(y * TILES_ACROSS + x);
  }
  return spoilt;
}

/** The best of all places up to a fourth of the picture away. */
function resemblanceElsewhere(before: Int8Array, now: Int8Array, isFree: (cell: number) => boolean): number {
  let best = -1;
  const free = [...now.keys()].filter(isFree);
  for (let down = -SEARCH_DOWN; down <= SEARCH_DOWN; down += 1)
    for (let across = -SEARCH_ACROSS; across <= SEARCH_ACROSS; across += 1)
      best = Math.max(best, resemblanceAt(before, now, { free, across, down }));
  return best;
}

interface Place {
  readonly free: readonly number[];
  readonly across: number;
  readonly down: number;
}

/** Of those cells that were in the picture before. */
function resemblanceAt(before: Int8Array, now: Int8Array, { free, across, down }: Place): number {
  let [product, squaresA, squaresB, count] = [0, 0, 0, 0];
  for (const cell of free) {
    const [row, column] = [Math.floor(cell / CELLS_ACROSS) + down, (cell % CELLS_ACROSS) + across];
    if (row < 0 || row >= CELLS_DOWN || column < 0 || column >= CELLS_ACROSS) continue;
    const [a, b] = [before[row * CELLS_ACROSS + column]!, now[cell]!];
    product += a * b;
    squaresA += a * a;
    squaresB += b * b;
    count += 1;
  }
  return count < FEW_CELLS || squaresA === 0 || squaresB === 0
    ? -1
    : product / Math.sqrt(squaresA * squaresB);
}

function tileOf(cell: number): number {
  const [row, column] = [Math.floor(cell / CELLS_ACROSS), cell % CELLS_ACROSS];
  return Math.floor(row / CELLS_PER_TILE) * TILES_ACROSS + Math.floor(column / CELLS_PER_TILE);
}
