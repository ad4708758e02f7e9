import type { CoordinateSystem } from '../domain/camera.js';
import type { Neighbourhood } from '../domain/geometry/coordinate-doubt.js';
import { CHINA, provinceOf, type Region, regionAround } from '../domain/import/regions.js';
import type { Point } from '../domain/place.js';
import { isInside, toWgs84 } from './positions.js';

/** What says where a village lies; it crosses into threads. */
export interface NeighbourhoodFacts {
  readonly name: string;
  readonly code: string | null;
  readonly boundary: object | null;
  /** How far beyond its boundary is still the neighbourhood. */
  readonly marginDeg: number;
}

export function neighbourhood({ name, code, boundary, marginDeg }: NeighbourhoodFacts): Neighbourhood {
  const region: Region =
    boundary === null ? (provinceOf(code ?? '') ?? CHINA) : regionAround(name, boundary, marginDeg);
  const fromShifted = { GCJ02: readAs('GCJ02'), BD09: readAs('BD09') };
  if (boundary === null) return { region, isInside: null, fromShifted };
  return {
    region,
    isInside: ([longitudeDeg, latitudeDeg]) => isInside({ latitudeDeg, longitudeDeg }, boundary),
    fromShifted,
  };
}

function readAs(system: CoordinateSystem): (point: Point) => Point {
  return ([x, y]) => {
    const { longitudeDeg, latitudeDeg } = toWgs84({ x, y, system });
    return [longitudeDeg, latitudeDeg];
  };
}
