import type { Bounds } from './bounds.js';
import type { Polygon } from './shape.js';

/** The ground in squares, row by row from the south-west; square `row · columns + column`. */
export interface Grid {
  readonly westM: number;
  readonly southM: number;
  readonly cellM: number;
  readonly columns: number;
  readonly rows: number;
}

/** The squares that hold `bounds`; their edges lie on whole multiples of `cellM`. */
export function gridOf(bounds: Bounds, cellM: number): Grid {
  const [west, south] = [Math.floor(bounds.westM / cellM), Math.floor(bounds.southM / cellM)];
  const columns = Math.ceil(bounds.eastM / cellM) - west;
  const rows = Math.ceil(bounds.northM / cellM) - south;
  const isEmpty = !(columns > 0 && rows > 0);
  return {
    westM: isEmpty ? 0 : west * cellM,
    southM: isEmpty ? 0 : south * cellM,
    cellM,
    columns: isEmpty ? 0 : columns,
    rows: isEmpty ? 0 : rows,
  };
}

/**
 * Tells of every run of squares whose centres lie in the polygons (even–odd): its row, its first column, and the column
 * after its last. Runs are inside the grid.
 */
export function scan(
  grid: Grid,
  polygons: readonly Polygon[],
  found: (row: number, from: number, to: number) => void,
): void {
  const edges = edgesOf(polygons);
  const lowest = edges.reduce((least, [, y]) => Math.min(least, y), Number.POSITIVE_INFINITY);
  const highest = edges.reduce((most, [, , , y]) => Math.max(most, y), Number.NEGATIVE_INFINITY);
  const first = Math.max(0, Math.ceil((lowest - grid.southM) / grid.cellM - 0.5));
  const last = Math.min(grid.rows - 1, Math.floor((highest - grid.southM) / grid.cellM - 0.5));
  let next = 0;
  let active: Edge[] = [];
  for (let row = first; row <= last; row += 1) {
    const y = grid.southM + (row + 0.5) * grid.cellM;
    while (next < edges.length && edges[next]![1] <= y) active.push(edges[next++]!);
    active = active.filter(([, , , top]) => top > y);
    const crossings = active.map(([x0, y0, x1, y1]) => x0 + ((y - y0) / (y1 - y0)) * (x1 - x0));
    crossings.sort((a, b) => a - b);
    for (let at = 0; at + 1 < crossings.length; at += 2) {
      const from = Math.max(0, Math.ceil((crossings[at]! - grid.westM) / grid.cellM - 0.5));
      const to = Math.min(grid.columns, Math.ceil((crossings[at + 1]! - grid.westM) / grid.cellM - 0.5));
      if (from < to) found(row, from, to);
    }
  }
}

/** From its lower to its upper end. */
type Edge = readonly [x0: number, y0: number, x1: number, y1: number];

/** All that are not level, by their lower ends. */
function edgesOf(polygons: readonly Polygon[]): Edge[] {
  const edges: Edge[] = [];
  for (const ring of polygons.flat()) {
    let [x0, y0] = [ring[ring.length - 2]!, ring[ring.length - 1]!];
    for (let at = 0; at < ring.length; at += 2) {
      const [x1, y1] = [ring[at]!, ring[at + 1]!];
      if (y0 < y1) edges.push([x0, y0, x1, y1]);
      if (y1 < y0) edges.push([x1, y1, x0, y0]);
      [x0, y0] = [x1, y1];
    }
  }
  return edges.toSorted((a, b) => a[1] - b[1]);
}
