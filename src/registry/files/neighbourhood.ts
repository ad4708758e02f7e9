import { booleanPointInPolygon } from '@turf/boolean-point-in-polygon';
import gcoordModule from 'gcoord';
import type { Neighbourhood } from '../domain/geometry/coordinate-doubt.js';
import { CHINA, provinceOf, type Region, regionAround } from '../domain/import/regions.js';
import type { Point } from '../domain/place.js';

/** Its types say that the module has a `default`; Node sees what CommonJS exports, which is the thing itself. */
const gcoord = gcoordModule as unknown as (typeof gcoordModule)['default'];

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
  const fromShifted = {
    GCJ02: (point: Point) => gcoord.transform([...point], gcoord.GCJ02, gcoord.WGS84) as unknown as Point,
    BD09: (point: Point) => gcoord.transform([...point], gcoord.BD09, gcoord.WGS84) as unknown as Point,
  };
  if (boundary === null) return { region, isInside: null, fromShifted };
  return { region, isInside: (point) => booleanPointInPolygon([...point], boundary as never), fromShifted };
}
