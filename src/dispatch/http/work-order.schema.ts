import { z } from 'zod';
import { idSchema, pageQuery, plainText, reference } from '../../platform/entry-request.schema.js';
import { ORDER_STATES, REPAIR_CAUSES } from '../domain/order.js';

export { idSchema };

/** One line or, with `isLong`, several; no other control characters. */
const words = (most: number, isLong = false) =>
  (isLong ? z.string().regex(/^(?:[^\p{Cc}\p{Cs}]|\n)*$/u, 'must not hold control characters') : plainText())
    .trim()
    .min(1, 'must not be empty')
    .max(most, `must be at most ${most} characters`);
export const contractor = words(60).describe('Name or number of the contractor, 1…60 characters.');
const flag = z
  .literal('true', 'must be true, or left out')
  .transform(() => true)
  .optional();
export const userName = words(64).describe('User name.');

export const workOrderSchema = z
  .strictObject({
    cameraId: reference('camera').nullable().default(null).describe('The camera that it is for, or …'),
    incidentId: reference('incident')
      .nullable()
      .default(null)
      .describe('… the incident whose cameras it is for.'),
    title: words(200)
      .nullable()
      .default(null)
      .describe('What is to be done; null names the camera or incident.'),
    contractor: contractor.nullable().default(null),
    words: words(1_000, true).nullable().default(null).describe('What is known of it.'),
  })
  .refine(
    ({ cameraId, incidentId }) => (cameraId === null) !== (incidentId === null),
    'name either a camera or an incident',
  );

export const faultReportSchema = z.strictObject({
  words: words(1_000, true).describe('What is wrong, 1…1000 characters.'),
});

export const assignSchema = z.strictObject({
  assignee: words(64)
    .nullable()
    .default(null)
    .describe('User name; null with no contractor takes the order oneself.'),
  contractor: contractor.nullable().default(null),
});

export const mendSchema = z.strictObject({
  cause: z
    .enum(REPAIR_CAUSES.filter((cause) => cause !== 'self-recovered'))
    .describe('原因: what was wrong.'),
  parts: words(500, true).nullable().default(null).describe('Parts that were used.'),
  note: words(1_000, true).nullable().default(null),
});

export const cancelSchema = z.strictObject({
  reason: words(500).describe('Why nothing is to be done, 1…500 characters.'),
});

export const commentSchema = z.strictObject({ words: words(1_000, true) });

export const workOrdersQuerySchema = z.strictObject({
  ...pageQuery,
  villageId: idSchema.optional().describe('Only those of cameras of this village.'),
  cameraId: idSchema.optional().describe('Only those of this camera.'),
  incidentId: idSchema.optional().describe('Only those of this incident.'),
  state: z.enum(ORDER_STATES).optional(),
  contractor: contractor.optional(),
  assignee: userName.optional(),
  unfinished: flag.describe('Only those that are neither closed nor cancelled.'),
  overdue: flag.describe('Only those that should have been mended by now.'),
  mendedButDown: flag.describe(
    'Only those that were said to be mended, while probing finds a camera offline.',
  ),
});
