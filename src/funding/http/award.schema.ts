import { z } from 'zod';
import { pageQuery, reference } from '../../platform/entry-request.schema.js';
import { AWARD_KINDS } from '../domain/award.js';
import { YEARS } from '../domain/bounds.js';
import { amount, day, idSchema, maybeWords, reason } from './shared.schema.js';

const year = z.number().int().min(YEARS.first).max(YEARS.last).describe('The year that it is for.');

const terms = {
  kind: z
    .enum(AWARD_KINDS)
    .describe(
      'star 平安奖励金, subsidy 镇级补助, collective 集体资金, donation 捐赠, other; the first two are the town’s.',
    ),
  year,
  starLevel: z
    .number()
    .int()
    .min(1)
    .max(5)
    .nullable()
    .default(null)
    .describe('星级, for the kind star alone.'),
  documentNumber: maybeWords(100).describe('文号.'),
  receivedOn: day.describe('When the money came in.'),
  amountFen: amount(),
  note: maybeWords(1_000, true),
};

export const awardSchema = z.strictObject({ villageId: reference('village'), ...terms });

export const awardCorrectionSchema = z.strictObject({
  reason,
  award: z
    .strictObject(terms)
    .nullable()
    .describe('What it is to say instead, in full; null where nothing came in after all.'),
});

export const awardsQuerySchema = z.strictObject({
  ...pageQuery,
  villageId: idSchema.optional().describe('Only those of this village.'),
  kind: z.enum(AWARD_KINDS).optional(),
  year: z.coerce
    .number()
    .int()
    .min(YEARS.first)
    .max(YEARS.last)
    .optional()
    .describe('Only those for this year.'),
});
