import { z } from 'zod';
import { contractor, idSchema, userName } from './work-order.schema.js';

export const figuresQuerySchema = z.strictObject({
  by: z.literal('contractor', 'must be contractor').default('contractor'),
  month: z
    .string()
    .regex(/^20\d{2}-(?:0[1-9]|1[0-2])$/, 'must be a month, as 2026-01')
    .describe('Orders that were opened in this month, in the time zone of the town.'),
});

const DEGREES = /^-?\d{1,3}(?:\.\d{1,15})?,-?\d{1,3}(?:\.\d{1,15})?$/;

export const roundQuerySchema = z.strictObject({
  from: z
    .string()
    .regex(DEGREES, 'must be latitude and longitude, as 24.72,118.47')
    .transform((text) => text.split(',').map(Number) as [number, number])
    .refine(
      ([latitude, longitude]) => Math.abs(latitude) <= 90 && Math.abs(longitude) <= 180,
      'must be latitude and longitude in degrees, in this order',
    )
    .transform(([latitudeDeg, longitudeDeg]) => ({ latitudeDeg, longitudeDeg }))
    .describe('Where the round begins: latitude, longitude, WGS 84.'),
  contractor: contractor.optional(),
  assignee: userName.optional(),
  villageId: idSchema.optional().describe('Only those of cameras of this village.'),
});
