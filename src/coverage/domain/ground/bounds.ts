import type { Path, Polygon } from './shape.js';

/** A rectangle of the plane, metres. */
export interface Bounds {
  readonly westM: number;
  readonly southM: number;
  readonly eastM: number;
  readonly northM: number;
}

/** The rectangle round nothing: it grows with the first point. */
export const NOWHERE: Bounds = {
  westM: Number.POSITIVE_INFINITY,
  southM: Number.POSITIVE_INFINITY,
  eastM: Number.NEGATIVE_INFINITY,
  northM: Number.NEGATIVE_INFINITY,
};

export function around(a: Bounds, b: Bounds): Bounds {
  return {
    westM: Math.min(a.westM, b.westM),
    southM: Math.min(a.southM, b.southM),
    eastM: Math.max(a.eastM, b.eastM),
    northM: Math.max(a.northM, b.northM),
  };
}

export function boundsOfPath(path: Path): Bounds {
  let { westM, southM, eastM, northM } = NOWHERE;
  for (let at = 0; at < path.length; at += 2) {
    westM = Math.min(westM, path[at]!);
    eastM = Math.max(eastM, path[at]!);
    southM = Math.min(southM, path[at + 1]!);
    northM = Math.max(northM, path[at + 1]!);
  }
  return { westM, southM, eastM, northM };
}

export function boundsOfPolygons(polygons: readonly Polygon[]): Bounds {
  return polygons.flat().map(boundsOfPath).reduce(around, NOWHERE);
}

export function areaM2OfBounds({ westM, southM, eastM, northM }: Bounds): number {
  return Math.max(0, eastM - westM) * Math.max(0, northM - southM);
}
