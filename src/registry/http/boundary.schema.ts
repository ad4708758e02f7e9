import { z } from 'zod';

export const MAX_POINTS = 20_000;

export const point = z.tuple([z.number().min(-180).max(180), z.number().min(-90).max(90)]);
const ring = z
  .array(point)
  .min(4, 'a ring needs at least four points')
  .refine((points) => isSamePoint(points[0], points.at(-1)), 'a ring must end where it begins');
export const polygon = z.array(ring).min(1, 'a polygon needs an outer ring');

/** GeoJSON (RFC 7946) Polygon or MultiPolygon in WGS 84, longitude first, with at most 20,000 points. */
export const boundarySchema = z
  .discriminatedUnion('type', [
    z.strictObject({ type: z.literal('Polygon'), coordinates: polygon }),
    z.strictObject({ type: z.literal('MultiPolygon'), coordinates: z.array(polygon).min(1) }),
  ])
  .refine((boundary) => pointCount(boundary) <= MAX_POINTS, `must hold at most ${MAX_POINTS} points`);

/** Of any geometry. */
export function pointCount(geometry: { readonly coordinates: readonly unknown[] }): number {
  const numbers = geometry.coordinates.flat(3) as readonly number[];
  return numbers.length / 2;
}

function isSamePoint(a: readonly number[] | undefined, b: readonly number[] | undefined): boolean {
  return a !== undefined && b !== undefined && a[0] === b[0] && a[1] === b[1];
}
