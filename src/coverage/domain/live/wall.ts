import type { Path, Polygon } from '../ground/shape.js';

/** Half of what a wall is thick, metres; no thinner than what a line of sight could slip past. */
const HALF_THICKNESS_M = 0.15;

/** A wall drawn as a line, as the areas that it stands on: one four-cornered one a stretch. */
export function wallPolygons(line: Path): readonly Polygon[] {
  const polygons: Polygon[] = [];
  for (let at = 0; at + 3 < line.length; at += 2) {
    const [x, y, toX, toY] = [line[at]!, line[at + 1]!, line[at + 2]!, line[at + 3]!];
    const lengthM = Math.hypot(toX - x, toY - y);
    if (lengthM === 0) continue;
    const [right, up] = [((toY - y) / lengthM) * HALF_THICKNESS_M, ((x - toX) / lengthM) * HALF_THICKNESS_M];
    polygons.push([
      Float64Array.of(x + right, y + up, toX + right, toY + up, toX - right, toY - up, x - right, y - up),
    ]);
  }
  return polygons;
}
