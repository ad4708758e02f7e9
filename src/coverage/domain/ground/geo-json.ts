import { positionOf, type Plane } from '../../../kernel/geography.js';
import type { Path, Polygon } from './shape.js';

/** Longitude and latitude to 1e-7 degrees, a centimetre, as GeoJSON (RFC 7946) writes them. */
export type GeoPoint = readonly [number, number];

export interface MultiPolygon {
  readonly type: 'MultiPolygon';
  readonly coordinates: readonly (readonly (readonly GeoPoint[])[])[];
}

/** Polygons of a plane for a map; rings keep the way they run, and end where they begin. */
export function geoJsonOf(plane: Plane, polygons: readonly Polygon[]): MultiPolygon {
  return {
    type: 'MultiPolygon',
    coordinates: polygons.map((rings) => rings.map((ring) => closed(geoPointsOf(plane, ring)))),
  };
}

export function geoPointsOf(plane: Plane, path: Path): readonly GeoPoint[] {
  const points: GeoPoint[] = [];
  for (let at = 0; at < path.length; at += 2) {
    const { longitudeDeg, latitudeDeg } = positionOf(plane, { eastM: path[at]!, northM: path[at + 1]! });
    points.push([longitudeDeg, latitudeDeg]);
  }
  return points;
}

function closed(points: readonly GeoPoint[]): readonly GeoPoint[] {
  return points.length === 0 ? points : [...points, points[0]!];
}
