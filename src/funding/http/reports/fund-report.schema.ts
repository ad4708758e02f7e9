import { z } from 'zod';
import { flag, idSchema } from '../shared.schema.js';
import { FILE_FORMATS } from './render/report-file.js';

export const fundReportQuerySchema = z
  .strictObject({
    villageId: idSchema.optional().describe('Of this village.'),
    programmeId: idSchema
      .optional()
      .describe('Of the cameras of this programme 工程; of the town where neither is given.'),
    year: z.coerce
      .number()
      .int()
      .min(2000)
      .max(2100)
      .optional()
      .describe(
        'A calendar year of the town, by the days that money came in and was spent; all where left out.',
      ),
    format: z
      .enum(['json', ...FILE_FORMATS])
      .default('json')
      .describe('html is a page to print on A4.'),
    posted: flag.describe('As it would be posted now: what the town has not approved is one sum.'),
    explain: flag.describe('With the rows, cameras and places that each number is counted from.'),
  })
  .refine(
    ({ villageId, programmeId }) => villageId === undefined || programmeId === undefined,
    'give either villageId or programmeId, or neither for the town',
  )
  .refine(
    ({ explain, format }) => explain !== true || format === 'json',
    'explain is for the format json alone',
  );
export type FundReportQuery = z.output<typeof fundReportQuerySchema>;
