import { z } from 'zod';

export const fundingSchema = z.strictObject({
  publicDays: z
    .number()
    .int()
    .min(1)
    .max(365)
    .describe('公示: a purchase is public for so many days, at least.'),
  dueDays: z
    .number()
    .int()
    .min(1)
    .max(365)
    .describe('Days for each step of a purchase; for closing it, from the end of 公示.'),
  remindEveryDays: z
    .number()
    .int()
    .min(1)
    .max(365)
    .describe('How often people are reminded of an overdue step …'),
  reminders: z.number().int().min(0).max(100).describe('… at most so many times.'),
  keepKeysDays: z
    .number()
    .int()
    .min(1)
    .max(365)
    .describe('So long a repeated call with the same Idempotency-Key gets the answer of the first.'),
});
