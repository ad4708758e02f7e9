import { z } from 'zod';
import { pageQuery, reference } from '../../../platform/entry-request.schema.js';
import { FILE_FORMATS } from '../reports/render/report-file.js';
import { day, idSchema, reason, words } from '../shared.schema.js';

const year = (number: z.ZodType<number>) =>
  number.describe('A calendar year of the town, by the days that money came in and was spent.');
const ofYears = z.number().int().min(2000).max(2100);
const number = words(60).describe('公示编号, as GS-2026-0007.');

export const publicationSchema = z
  .strictObject({
    villageId: reference('village').nullable().default(null),
    programmeId: reference('programme')
      .nullable()
      .default(null)
      .describe('Instead of a village; of the town where neither is given.'),
    year: year(ofYears).nullable().default(null).describe('Of all years where it is null or left out.'),
    publicFrom: day.describe('公示: first day …'),
    publicTo: day.describe('… and last day, counted in.'),
    corrects: number
      .nullable()
      .default(null)
      .describe('The number of the publication that this one corrects.'),
    reason: reason.nullable().default(null).describe('Why it is corrected; it is posted, too.'),
  })
  .refine(
    ({ villageId, programmeId }) => villageId === null || programmeId === null,
    'give either villageId or programmeId, or neither for the town',
  )
  .refine(
    ({ corrects, reason: why }) => (corrects === null) === (why === null),
    'give corrects and reason together, or neither',
  );

export const publicationsQuerySchema = z.strictObject({
  ...pageQuery,
  villageId: idSchema.optional().describe('Only those of this village.'),
  programmeId: idSchema.optional().describe('Only those of this programme.'),
  year: year(z.coerce.number().int().min(2000).max(2100)).optional(),
});

export const numberSchema = number;

export const publicationQuerySchema = z.strictObject({
  format: z
    .enum(['json', ...FILE_FORMATS, 'document'])
    .default('json')
    .describe('document is what was hashed, to the byte.'),
});

export const checkQuerySchema = z.strictObject({
  number: z.string().max(200).optional().describe('公示编号, as people type it.'),
});

export const checkedQuerySchema = z.strictObject({
  format: z
    .enum([...FILE_FORMATS, 'document'])
    .default('html')
    .describe('document is what was hashed, to the byte.'),
});
