import { z } from 'zod';
import { CAMERA_STATES } from '../../kernel/camera-state.js';
import { FAULT_CODES } from '../../kernel/fault.js';
import { DAY_MS, HOUR_MS } from '../../kernel/instant.js';
import { idSchema, pageQuery } from '../../platform/entry-request.schema.js';
import { GROUPED_BY } from '../app/groups.js';

export const WINDOWS_MS = { '24h': 24 * HOUR_MS, '7d': 7 * DAY_MS, '30d': 30 * DAY_MS } as const;

export { idSchema };

const villageId = idSchema.optional().describe('Only the cameras of this village.');
const { cursor } = pageQuery;

const month = z
  .string()
  .regex(/^20\d\d-(0[1-9]|1[0-2])$/, 'must be a month, YYYY-MM')
  .describe("A month of the town's calendar, YYYY-MM; the current one ends now.");

export const uptimeQuerySchema = z.strictObject({
  by: z.enum(['camera', ...GROUPED_BY]).describe('What the seconds are summed by.'),
  window: z.enum(['24h', '7d', '30d']).default('24h').describe('The window that ends now.'),
  month: month.optional().describe('A month in place of the window, YYYY-MM.'),
  villageId,
});

export const reportQuerySchema = z.strictObject({
  month,
  format: z.enum(['json', 'xlsx']).default('json').describe('Kind of answer.'),
});

export const worstQuerySchema = z.strictObject({
  month: month.optional(),
  window: z
    .enum(['24h', '7d', '30d'])
    .default('30d')
    .describe('The window that ends now, where no month is given.'),
  limit: z.coerce.number().int().min(1).max(1_000).default(20).describe('Cameras, 1…1000.'),
});

export const summaryQuerySchema = z.strictObject({
  by: z.enum(GROUPED_BY).default('village').describe('What the cameras are counted by.'),
  villageId,
});

export const statesQuerySchema = z.strictObject({
  limit: z.coerce.number().int().min(1).max(1_000).default(100).describe('Cameras on a page, 1…1000.'),
  cursor,
  villageId,
  programmeId: idSchema.optional().describe('Only the cameras of this programme.'),
  state: z.enum(CAMERA_STATES).optional().describe('Only cameras in this state.'),
  fault: z
    .enum(FAULT_CODES as [string, ...string[]])
    .optional()
    .describe('Only cameras with this fault.'),
});

const instantText = z.iso.datetime({ offset: true }).transform((text) => Date.parse(text));

export const timelineQuerySchema = z.strictObject({
  from: instantText.optional().describe('ISO 8601; 30 days before `to` when left out.'),
  to: instantText.optional().describe('ISO 8601; now when left out.'),
  limit: z.coerce.number().int().min(1).max(10_000).default(1_000).describe('Entries on a page.'),
  cursor: z.string().max(200).optional().describe('`nextCursor` of the page before.'),
});
