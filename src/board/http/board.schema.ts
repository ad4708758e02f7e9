import { z } from 'zod';
import { reference } from '../../platform/entry-request.schema.js';

export const eventsQuerySchema = z.strictObject({
  after: z
    .string()
    .max(100)
    .optional()
    .describe('The id of the last event that was read, where the header Last-Event-ID cannot be sent.'),
});

export const archiveNameSchema = z
  .string()
  .regex(/^[\w-]{1,100}\.pmtiles$/, 'must be the name of an archive, as town.pmtiles')
  .describe('Name of the archive: letters, digits, - and _, and `.pmtiles`.');

export const bandQuerySchema = z
  .strictObject({
    hours: z.coerce.number().int().min(1).max(744).default(24).describe('How far back, 1…744.'),
    stepMinutes: z
      .enum(['15', '60'])
      .default('60')
      .transform(Number)
      .describe('Length of a slice; of 15 minutes for 7 days at most.'),
    villageId: reference('village').optional().describe('Only the cameras of this village.'),
  })
  .refine(({ hours, stepMinutes }) => stepMinutes === 60 || hours <= 168, {
    error: 'must be at most 168 with slices of 15 minutes',
    path: ['hours'],
  });
