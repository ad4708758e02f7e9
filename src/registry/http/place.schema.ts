import { z } from 'zod';
import { DETAILS, PLACE_KINDS, WEIGHT } from '../domain/place.js';
import { MAX_POINTS, point, pointCount, polygon } from './boundary.schema.js';
import { name, pageQuery, patchFields, reference } from './shared.schema.js';

/** GeoJSON (RFC 7946) in WGS 84, longitude first, with at most 20,000 points. */
export const placeGeometrySchema = z
  .discriminatedUnion('type', [
    z.strictObject({ type: z.literal('Point'), coordinates: point }),
    z.strictObject({
      type: z.literal('LineString'),
      coordinates: z.array(point).min(2, 'a line needs at least two points'),
    }),
    z.strictObject({ type: z.literal('Polygon'), coordinates: polygon }),
    z.strictObject({
      type: z.literal('MultiPolygon'),
      coordinates: z.array(polygon).min(1, 'the multipolygon is empty: it needs a polygon'),
    }),
  ])
  .refine((geometry) => pointCount(geometry) <= MAX_POINTS, `must hold at most ${MAX_POINTS} points`);

const kind = z
  .enum(PLACE_KINDS)
  .describe('What it is, as 进出村路口 or 学校周边; 其他 for what fits none of them.');

export const placeSchema = z.strictObject({
  name: name(50, 'Name of the place, unique in its village'),
  villageId: reference('village'),
  kind,
  geometry: placeGeometrySchema.describe(
    'GeoJSON Point, LineString, Polygon or MultiPolygon, WGS 84, longitude first; at most 20,000 points.',
  ),
  detail: z
    .enum(DETAILS)
    .describe('Detail it needs (EN 62676-4), px/m: detect 25, observe 62.5, recognise 125, identify 250.'),
  weight: z
    .number()
    .min(WEIGHT.min)
    .max(WEIGHT.max)
    .describe('How many times it counts beside other places, 0.001…1000.')
    .default(1),
  isDemonstration: z.boolean().describe('True for made-up data.').default(false),
});
export const placePatchSchema = z.strictObject(patchFields(placeSchema.shape));

export const placeListQuerySchema = z.strictObject({
  ...pageQuery,
  villageId: reference('village').optional(),
  kind: kind.optional(),
});
