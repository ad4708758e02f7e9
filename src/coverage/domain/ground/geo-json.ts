import { positionOf, type Plane } from '../../../kernel/geography.js';
import type { Bounds } from './bounds.js';
import type { Path, Polygon } from './shape.js';

/** GeoJSON (RFC 7946): longitude, latitude to 1e-7 degrees, a centimetre; rings end where they begin. */
export interface MultiPolygon {
  readonly type: 'MultiPolygon';
  readonly coordinates: readonly (readonly (readonly (readonly [number, number])[])[])[];
}

/** Polygons of a plane for a map; rings keep the way they run. */
export function geoJsonOf(plane: Plane, polygons: readonly Polygon[]): MultiPolygon {
  return {
    type: 'MultiPolygon',
    coordinates: polygons.map((rings) => rings.map((ring) => closed(plane, ring))),
  };
}

/** A rectangle as a polygon, counter-clockwise. */
export function polygonOfBounds({ westM, southM, eastM, northM }: Bounds): Polygon {
  return [Float64Array.of(westM, southM, eastM, southM, eastM, northM, westM, northM)];
}

function closed(plane: Plane, ring: Path): readonly (readonly [number, number])[] {
  const points: (readonly [number, number])[] = [];
  for (let at = 0; at <= ring.length; at += 2) {
    const point = at % ring.length;
    const { longitudeDeg, latitudeDeg } = positionOf(plane, { eastM: ring[point]!, northM: ring[point + 1]! });
    points.push([rounded(longitudeDeg), rounded(latitudeDeg)]);
  }
  return points;
}

function rounded(degrees: number): number {
  return Math.round(degrees * 1e7) / 1e7;
}
