import type { Polygon } from 'geojson';
import { type LonLat, lonLatOf, type Position } from '../../../map/position.ts';

/** The area between corners, in the order in which they were put. */
export function polygonOf(corners: readonly Position[]): Polygon {
  const ring = corners.map((corner) => lonLatOf(corner));
  return { type: 'Polygon', coordinates: [[...ring, ring[0]!]] };
}

/** Why corners enclose no area; null where they do. */
export function ringFault(corners: readonly Position[]): 'few' | 'crossed' | null {
  if (corners.length < 3) return 'few';
  const ring = corners.map((corner) => lonLatOf(corner));
  const sides = ring.map((from, at) => [from, ring[(at + 1) % ring.length]!] as const);
  const isCrossed = sides.some((one, at) =>
    sides.some(
      (other, later) => later > at + 1 && (at > 0 || later < ring.length - 1) && crosses(one, other),
    ),
  );
  return isCrossed ? 'crossed' : null;
}

type Side = readonly [LonLat, LonLat];

function crosses([a, b]: Side, [c, d]: Side): boolean {
  return turn(a, b, c) * turn(a, b, d) < 0 && turn(c, d, a) * turn(c, d, b) < 0;
}

/** Above 0 where the way from a by b to c turns left. */
function turn(a: LonLat, b: LonLat, c: LonLat): number {
  return (b[0] - a[0]) * (c[1] - a[1]) - (b[1] - a[1]) * (c[0] - a[0]);
}
