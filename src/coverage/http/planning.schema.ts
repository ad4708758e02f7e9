import { z } from 'zod';
import { reference } from '../../platform/entry-request.schema.js';
import { LEVELS } from '../domain/sight/sight.js';
import { changesSchema, fen } from './change.schema.js';

export const villageIdsSchema = z
  .array(reference('village'))
  .min(1, 'must name at least one village; leave it out for all')
  .max(200, 'must be at most 200 villages')
  .nullable()
  .describe('Villages whose places are told and whose cameras there are to change; null or left out: all.')
  .default(null);

export const whatIfSchema = z.strictObject({ villageIds: villageIdsSchema, changes: changesSchema });

export const footprintsAfterSchema = z.strictObject({
  ...whatIfSchema.shape,
  level: z.enum(LEVELS).describe('Detail that the ground is seen in (EN 62676-4).').default('detect'),
});

const limit = z.coerce
  .number()
  .int()
  .min(1, 'must be 1…1000')
  .max(1_000, 'must be 1…1000')
  .default(50)
  .describe('Entries of the answer, 1…1000.');
const village = reference('village').optional().describe('Only this village; all when left out.');

export const weakPointsQuerySchema = z.strictObject({ village, limit });

export const repairsQuerySchema = z.strictObject({
  village,
  limit,
  repairFen: z.coerce
    .number('must be whole fen')
    .pipe(fen)
    .optional()
    .describe('What mending one camera costs, fen; left out: `coverage.planning.repairFen`.'),
  compare: z
    .enum(['poles', 'none'])
    .default('poles')
    .describe(
      'What as much gain would cost to buy: at the `poles` of the register, or `none` leaves it out.',
    ),
});
