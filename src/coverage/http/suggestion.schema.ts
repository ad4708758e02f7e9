import { z } from 'zod';
import { plainText, reference } from '../../platform/entry-request.schema.js';
import { boundarySchema, geoPointSchema } from '../../registry/index.js';
import type { SuggestionsWanted } from '../app/purchase-advice.js';
import { AT_POLES } from '../app/sites-wanted.js';
import type { PricedType } from '../domain/planning/offer.js';
import { LEVELS } from '../domain/sight/sight.js';
import { fen, headingDeg, line, mountingFields, positionSchema } from './change.schema.js';
import { villageIdsSchema } from './planning.schema.js';

const number = (least: number, most: number, unit: string) => {
  const words = `must be ${least}…${most} ${unit}`;
  return z.number(words).min(least, words).max(most, words);
};
const price = fen.min(1, 'must be at least 1 fen');

const typeSchema = z.strictObject({
  name: line('What it is called, as 枪机 400万', 50),
  unitPriceFen: price.describe('What one costs, hung and connected; fen.'),
  ...mountingFields,
});

const sitesSchema = z
  .strictObject({
    points: z
      .array(
        z.strictObject({
          position: positionSchema,
          siteKind: plainText()
            .max(100)
            .nullable()
            .describe('场所类型: one that 国令第799号 article 8 forbids is never suggested.')
            .default(null),
        }),
      )
      .max(5_000, 'must be at most 5000 points; draw lines or ask for a grid')
      .describe('Poles and walls that could take a camera.')
      .default([]),
    atPoles: z.boolean().describe('Also where cameras of the register hang already.').default(false),
    lines: z
      .array(
        z.strictObject({
          type: z.literal('LineString'),
          coordinates: z.array(geoPointSchema).min(2, 'a line needs at least two points').max(20_000),
        }),
      )
      .max(1_000)
      .describe('Roads, as GeoJSON LineStrings in WGS 84; a site every `everyM` metres, inside the villages.')
      .default([]),
    everyM: number(1, 1_000, 'metres').describe('Metres between sites on a line, 1…1000.').default(20),
    gridM: number(1, 1_000, 'metres')
      .nullable()
      .describe('A grid outdoors in the boundaries of the villages, metres; null for none.')
      .default(null),
    forbidden: z
      .array(boundarySchema)
      .max(200)
      .describe('Areas in which no camera may hang: GeoJSON Polygons and MultiPolygons.')
      .default([]),
  })
  .describe('Where a camera could hang, all together; left out: at the poles of the register.')
  .default(AT_POLES as never);

export const suggestionsSchema = z
  .strictObject({
    villageIds: villageIdsSchema,
    count: z
      .number()
      .int('must be whole cameras')
      .min(1, 'must be 1…1000 cameras')
      .max(1_000, 'must be 1…1000 cameras')
      .optional()
      .describe('So many cameras; either this or `budgetFen`.'),
    budgetFen: price.optional().describe('As many as this buys, fen; either this or `count`.'),
    types: z
      .array(typeSchema)
      .min(1, 'must name at least one type')
      .max(20, 'must be at most 20 types')
      .nullable()
      .describe('Cameras for sale; null or left out: 枪机, 半球 and 球机 at the configured prices.')
      .default(null),
    sites: sitesSchema,
    headingsDeg: z
      .array(headingDeg)
      .min(1, 'must name at least one heading')
      .max(36, 'must be at most 36 headings')
      .nullable()
      .describe('Headings that are tried at each site; null or left out: eight.')
      .default(null),
    isOnePerSite: z.boolean().describe('Whether a site takes one camera only.').default(true),
    minDistanceM: number(0, 10_000, 'metres').describe('Between two new cameras, metres.').default(0),
    camerasPerPlace: z
      .number()
      .int()
      .min(1)
      .max(5)
      .describe('How many live cameras shall see everything: 2 so that the loss of one opens no gap.')
      .default(1),
    requiredPlaceIds: z
      .array(reference('place'))
      .max(10_000)
      .describe('Places that are seen before anything else is bought.')
      .default([]),
    ground: z
      .strictObject({
        level: z.enum(LEVELS).describe('Detail in which the ground is to be seen.').default('detect'),
        weightPerHectare: number(0.001, 1_000, 'a hectare').describe(
          'What one hectare counts beside the weights of places, 0.001…1000.',
        ),
      })
      .nullable()
      .describe('Ground in the boundaries beside the places; null or left out: places alone.')
      .default(null),
    repairs: z
      .strictObject({
        costFen: fen.nullable().describe('What mending one costs; null: as configured.').default(null),
        costs: z
          .array(z.strictObject({ cameraId: reference('camera'), costFen: fen }))
          .max(10_000)
          .describe('Cameras whose repair costs something else.')
          .default([]),
      })
      .nullable()
      .describe('Offline cameras may be mended instead; null or left out: buys only.')
      .default(null),
  })
  .refine(({ count, budgetFen }) => (count === undefined) !== (budgetFen === undefined), {
    path: ['count'],
    message: 'give either `count` or `budgetFen`',
  });

export type SuggestionsBody = z.output<typeof suggestionsSchema>;

export function wantedOf({ count, budgetFen, types, sites, ...body }: SuggestionsBody): SuggestionsWanted {
  const { headingsDeg, isOnePerSite, minDistanceM, ...rest } = body;
  return {
    ...rest,
    limit: count === undefined ? { kind: 'budget', budgetFen: budgetFen! } : { kind: 'count', count },
    offer: { types: types?.map(typeOf) ?? null, sites, headingsDeg, isOnePerSite, minDistanceM },
  };
}

function typeOf({ name, unitPriceFen, ...mounting }: z.output<typeof typeSchema>): PricedType {
  return { name, unitPriceFen, mounting: { ...mounting, headingDeg: null } };
}
