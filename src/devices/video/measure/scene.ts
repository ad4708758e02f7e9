import type { LumaPlane } from './planes.js';

export const SCENE_ACROSS = 32;
export const SCENE_DOWN = 20;

/** Cells to either side that a cell is compared with. */
const AROUND = 3;
/** Deviation below which differences are grain. */
const FLOOR = 6;
const UNITS = 40;

/**
 * The lie of a scene, whatever its light: a grid of means of luma, each less the mean of the cells around it and
 * divided by their deviation. Signed bytes, 40 to one deviation, row by row.
 */
export function sceneOf(plane: LumaPlane): Int8Array {
  const cells = cellMeans(plane);
  const scene = new Int8Array(SCENE_ACROSS * SCENE_DOWN);
  for (let row = 0; row < SCENE_DOWN; row += 1) {
    for (let column = 0; column < SCENE_ACROSS; column += 1) {
      const { mean, deviation } = around(cells, row, column);
      const value = (cells[row * SCENE_ACROSS + column]! - mean) / (deviation + FLOOR);
      scene[row * SCENE_ACROSS + column] = Math.max(-127, Math.min(127, Math.round(UNITS * value)));
    }
  }
  return scene;
}

function cellMeans({ widthPx, heightPx, luma }: LumaPlane): Float32Array {
  const sums = new Float32Array(SCENE_ACROSS * SCENE_DOWN);
  const counts = new Uint32Array(SCENE_ACROSS * SCENE_DOWN);
  for (let y = 0; y < heightPx; y += 1) {
    const row = Math.floor((y * SCENE_DOWN) / heightPx) * SCENE_ACROSS;
    for (let x = 0; x < widthPx; x += 1) {
      const cell = row + Math.floor((x * SCENE_ACROSS) / widthPx);
      sums[cell]! += luma[y * widthPx + x]!;
      counts[cell]! += 1;
    }
  }
  return sums.map((sum, cell) => sum / Math.max(1, counts[cell]!));
}

function around(cells: Float32Array, row: number, column: number): { mean: number; deviation: number } {
  let [sum, squares, count] = [0, 0, 0];
  for (let y = Math.max(0, row - AROUND); y <= Math.min(SCENE_DOWN - 1, row + AROUND); y += 1) {
    for (let x = Math.max(0, column - AROUND); x <= Math.min(SCENE_ACROSS - 1, column + AROUND); x += 1) {
      const value = cells[y * SCENE_ACROSS + x]!;
      sum += value;
      squares += value * value;
      count += 1;
    }
  }
  const mean = sum / count;
  return { mean, deviation: Math.sqrt(Math.max(0, squares / count - mean * mean)) };
}
