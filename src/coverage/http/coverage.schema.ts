import { z } from 'zod';
import { idSchema, pageQuery, reference } from '../../platform/entry-request.schema.js';
import { LAYERS } from '../app/map-talk.js';
import { BASES, STATUSES } from '../domain/map/status.js';
import { LEVELS } from '../domain/sight/sight.js';

export { idSchema };

const scope = {
  village: reference('village').optional().describe('Only this village; all when left out.'),
  programme: reference('programme').optional().describe('Only cameras of this programme; all when left out.'),
  basis: z
    .enum(BASES)
    .default('live')
    .describe(
      '`live`: what cameras see that probing found live; `registered`: what all would see if they lived.',
    ),
};
const level = z
  .enum(LEVELS)
  .default('detect')
  .describe('Detail that ground must be seen in (EN 62676-4); places are judged by their own.');

export const month = z
  .string()
  .regex(/^20\d\d-(0[1-9]|1[0-2])$/, 'must be a month, YYYY-MM')
  .describe("A month of the town's calendar, YYYY-MM; the current one ends now.");

export const coverageQuerySchema = z.strictObject({
  ...scope,
  level,
  format: z
    .enum(['json', 'geojson'])
    .default('json')
    .describe('Numbers, or the map as `GET /coverage/map` gives it.'),
});

export const mapQuerySchema = z.strictObject({
  ...scope,
  level,
  layers: z
    .string()
    .transform((text) => text.split(','))
    .pipe(z.array(z.enum(LAYERS, `must be some of ${LAYERS.join(', ')}, separated by commas`)))
    .optional()
    .describe('Some of footprints, gaps and places, separated by commas; all when left out.'),
});

export const placesQuerySchema = z.strictObject({
  ...scope,
  ...pageQuery,
  status: z.enum(STATUSES).optional().describe('Only places that stand so.'),
});

export const placeQuerySchema = z.strictObject({
  month: month.optional().describe('The month of the history, YYYY-MM; the current one when left out.'),
});

export const historyQuerySchema = z.strictObject({
  village: scope.village,
  month: month.optional().describe('A month, YYYY-MM; the current one when left out.'),
});
