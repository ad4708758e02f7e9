import { z } from 'zod';
import { isClosed, NOT_CLOSED, ringFault } from '../domain/geometry/ring-fault.js';

export const MAX_POINTS = 20_000;

const degrees = (noun: string, most: number): z.ZodNumber => {
  const words = `must be a ${noun} in degrees, ${-most}…${most}; GeoJSON writes the longitude first`;
  return z.number().min(-most, words).max(most, words);
};
export const point = z.tuple([degrees('longitude', 180), degrees('latitude', 90)]);
const ring = z
  .array(point)
  .min(4, 'a ring needs at least four points')
  .superRefine((points, { addIssue }) => {
    const isWhole = isClosed(points);
    const fault = isWhole ? ringFault(points) : NOT_CLOSED;
    // Of a ring that is too short the schema has said so.
    if (fault !== null && (points.length >= 4 || !isWhole)) addIssue({ code: 'custom', message: fault });
  });
export const polygon = z.array(ring).min(1, 'a polygon needs an outer ring');

/** GeoJSON (RFC 7946) Polygon or MultiPolygon in WGS 84, longitude first, with at most 20,000 points. */
export const boundarySchema = z
  .discriminatedUnion('type', [
    z.strictObject({ type: z.literal('Polygon'), coordinates: polygon }),
    z.strictObject({
      type: z.literal('MultiPolygon'),
      coordinates: z.array(polygon).min(1, 'the multipolygon is empty: it needs a polygon'),
    }),
  ])
  .refine((boundary) => pointCount(boundary) <= MAX_POINTS, `must hold at most ${MAX_POINTS} points`);

/** Of any geometry. */
export function pointCount(geometry: { readonly coordinates: readonly unknown[] }): number {
  const numbers = geometry.coordinates.flat(3) as readonly number[];
  return numbers.length / 2;
}
