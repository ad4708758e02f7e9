import { boundsOfPolygons } from './bounds.js';
import { gridOf, scan, type Grid } from './grid.js';
import type { Path, Polygon, Shape } from './shape.js';

/** The most points that one place is sampled by; larger ones are sampled more coarsely. */
const MOST_POINTS = 10_000;

/**
 * The points by which a place is judged, as east, north, …: itself, the middles of equal pieces of at most `cellM` of a
 * line, or the centres of the squares that lie in an area. At least one.
 */
export function samplesOf(shape: Shape, cellM: number): Path {
  switch (shape.kind) {
    case 'point':
      return Float64Array.of(shape.at.eastM, shape.at.northM);
    case 'line':
      return alongPath(shape.path, cellM);
    case 'area':
      return withinArea(shape.polygons, cellM);
  }
}

function alongPath(path: Path, cellM: number): Path {
  const lengths = Float64Array.from({ length: Math.max(0, path.length / 2 - 1) }, (_, at) =>
    Math.hypot(path[2 * at + 2]! - path[2 * at]!, path[2 * at + 3]! - path[2 * at + 1]!),
  );
  const lengthM = lengths.reduce((sum, length) => sum + length, 0);
  if (lengthM === 0) return path.slice(0, 2);
  const count = Math.min(MOST_POINTS, Math.ceil(lengthM / cellM));
  const points = new Float64Array(2 * count);
  let [piece, passedM] = [0, 0];
  for (let at = 0; at < count; at += 1) {
    const alongM = ((at + 0.5) / count) * lengthM;
    while (piece < lengths.length - 1 && passedM + lengths[piece]! < alongM) passedM += lengths[piece++]!;
    const share = (alongM - passedM) / lengths[piece]!;
    points[2 * at] = path[2 * piece]! + share * (path[2 * piece + 2]! - path[2 * piece]!);
    points[2 * at + 1] = path[2 * piece + 1]! + share * (path[2 * piece + 3]! - path[2 * piece + 1]!);
  }
  return points;
}

/** An area too small or too thin to hold the centre of a square is sampled more finely, and at last by its first corner. */
function withinArea(polygons: readonly Polygon[], cellM: number): Path {
  const bounds = boundsOfPolygons(polygons);
  for (let stepM = cellM; stepM > cellM / 32; stepM /= 2) {
    const points = centresWithin(polygons, gridOf(bounds, coarser(bounds, stepM)));
    if (points.length > 0) return points;
  }
  return (polygons[0]?.[0] ?? Float64Array.of(0, 0)).slice(0, 2);
}

function coarser(bounds: ReturnType<typeof boundsOfPolygons>, stepM: number): number {
  const squares = ((bounds.eastM - bounds.westM) * (bounds.northM - bounds.southM)) / stepM ** 2;
  return squares > MOST_POINTS ? stepM * Math.ceil(Math.sqrt(squares / MOST_POINTS)) : stepM;
}

function centresWithin(polygons: readonly Polygon[], grid: Grid): Path {
  const points: number[] = [];
  scan(grid, polygons, (row, from, to) => {
    for (let column = from; column < to; column += 1) {
      points.push(grid.westM + (column + 0.5) * grid.cellM, grid.southM + (row + 0.5) * grid.cellM);
    }
  });
  return Float64Array.from(points);
}
