import type { Geometry, Polygon, MultiPolygon, Position as Point } from 'geojson';
import type { LonLat } from './position.ts';

/** Where the sign of something stands: a point itself, the middle of a line, of an area the mean of its corners. */
export function anchorOf(geometry: Geometry): LonLat | null {
  switch (geometry.type) {
    case 'Point':
      return pair(geometry.coordinates);
    case 'LineString':
      return pair(geometry.coordinates[Math.floor(geometry.coordinates.length / 2)] ?? []);
    case 'Polygon':
      return mean(geometry.coordinates[0] ?? []);
    case 'MultiPolygon':
      return mean(geometry.coordinates[0]?.[0] ?? []);
    default:
      return null;
  }
}

/** All corners of it, to see how far it reaches. */
export function cornersOf(geometry: Geometry): LonLat[] {
  if (geometry.type === 'GeometryCollection') return geometry.geometries.flatMap((each) => cornersOf(each));
  const flat = (geometry.coordinates as unknown[]).flat(3).filter((one) => typeof one === 'number');
  return Array.from({ length: Math.floor(flat.length / 2) }, (_, at) => [flat[2 * at]!, flat[2 * at + 1]!]);
}

export function isInside([lon, lat]: readonly [number, number], area: Polygon | MultiPolygon): boolean {
  const polygons = area.type === 'Polygon' ? [area.coordinates] : area.coordinates;
  // Every ring that is crossed an odd number of times turns in to out: holes need no care of their own.
  return polygons.some(
    (rings) => rings.filter((ring) => crossings(ring, lon, lat) % 2 === 1).length % 2 === 1,
  );
}

function crossings(ring: readonly Point[], lon: number, lat: number): number {
  return ring.filter((corner, at) => {
    const [lon0 = 0, lat0 = 0] = corner;
    const [lon1 = 0, lat1 = 0] = ring[(at + 1) % ring.length]!;
    return lat0 > lat !== lat1 > lat && lon < lon0 + ((lat - lat0) / (lat1 - lat0)) * (lon1 - lon0);
  }).length;
}

function mean(ring: readonly Point[]): LonLat | null {
  const corners = ring.length > 1 ? ring.slice(0, -1) : ring;
  if (corners.length === 0) return null;
  const sum = (at: number): number => corners.reduce((total, corner) => total + (corner[at] ?? 0), 0);
  return [sum(0) / corners.length, sum(1) / corners.length];
}

function pair([lon, lat]: Point): LonLat | null {
  return lon === undefined || lat === undefined ? null : [lon, lat];
}
