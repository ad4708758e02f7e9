import { spotOf, type Plane, type Position, type Spot } from '../../../kernel/geography.js';

/**
 * Points of a plane as east, north, east, north, …, metres: a town has too many of them for objects. A ring is closed
 * without repeating its first point.
 */
export type Path = Float64Array;

/** The outer ring, then its holes; which way round they run does not matter. */
export type Polygon = readonly Path[];

/** What a place or a boundary is, on a plane. Structured-clonable. */
export type Shape =
  | { readonly kind: 'point'; readonly at: Spot }
  | { readonly kind: 'line'; readonly path: Path }
  | { readonly kind: 'area'; readonly polygons: readonly Polygon[] };

/** A building or a wall: nothing is seen in it, nor behind it where the line of sight is lower than it. */
export interface Building {
  readonly polygons: readonly Polygon[];
  /** Above ground, > 0. */
  readonly heightM: number;
}

/** Longitude and latitude, degrees, WGS 84. */
type Point = readonly number[];
type Rings = readonly (readonly Point[])[];

/** The geometries of GeoJSON (RFC 7946) that places, boundaries and buildings have; rings end where they begin. */
export type Geometry =
  | { readonly type: 'Point'; readonly coordinates: Point }
  | { readonly type: 'LineString'; readonly coordinates: readonly Point[] }
  | AreaGeometry;

export type AreaGeometry =
  | { readonly type: 'Polygon'; readonly coordinates: Rings }
  | { readonly type: 'MultiPolygon'; readonly coordinates: readonly Rings[] };

/** A geometry of the register, drawn on a plane. */
export function shapeOf(plane: Plane, geometry: Geometry): Shape {
  switch (geometry.type) {
    case 'Point':
      return { kind: 'point', at: spotOf(plane, positionAt(geometry.coordinates)) };
    case 'LineString':
      return { kind: 'line', path: pathOf(plane, geometry.coordinates) };
    default:
      return { kind: 'area', polygons: polygonsOf(plane, geometry) };
  }
}

/** The polygons of a boundary or a building, drawn on a plane. */
export function polygonsOf(plane: Plane, geometry: AreaGeometry): readonly Polygon[] {
  const polygons = geometry.type === 'Polygon' ? [geometry.coordinates] : geometry.coordinates;
  return polygons.map((rings) => rings.map((ring) => pathOf(plane, ring.slice(0, -1))));
}

function pathOf(plane: Plane, points: readonly Point[]): Path {
  return Float64Array.from(
    points.flatMap((point) => {
      const { eastM, northM } = spotOf(plane, positionAt(point));
      return [eastM, northM];
    }),
  );
}

function positionAt(point: Point): Position {
  const [longitudeDeg = Number.NaN, latitudeDeg = Number.NaN] = point;
  return { longitudeDeg, latitudeDeg };
}
