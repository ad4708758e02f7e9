import type { Path, Polygon } from './shape.js';

/** Square metres inside the outer rings and outside the holes, whichever way they run round. */
export function areaM2OfPolygons(polygons: readonly Polygon[]): number {
  return polygons.reduce((sum, [outer, ...holes]) => {
    const holesM2 = holes.reduce((all, hole) => all + Math.abs(signedM2(hole)), 0);
    return sum + (outer ? Math.abs(signedM2(outer)) : 0) - holesM2;
  }, 0);
}

/** Positive for a ring that runs counter-clockwise (shoelace formula). */
export function signedM2(ring: Path): number {
  let twice = 0;
  for (let at = 0; at < ring.length; at += 2) {
    const next = (at + 2) % ring.length;
    twice += ring[at]! * ring[next + 1]! - ring[next]! * ring[at + 1]!;
  }
  return twice / 2;
}
