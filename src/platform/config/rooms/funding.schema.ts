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
  confirmDays: z
    .number()
    .int()
    .min(1)
    .max(365)
    .describe('A camera that was bought is confirmed live once it had a picture on so many days.'),
  failedOfflineDays: z
    .number()
    .int()
    .min(1)
    .max(30)
    .describe('A camera under warranty has failed when it was offline for so many of the last 30 days.'),
  publicCheck: z
    .boolean()
    .describe('Whether anybody may see, without a login, what was published: /api/v1/public/publications.'),
  publicLooksPerMinute: z
    .number()
    .int()
    .min(1)
    .max(100_000)
    .describe(
      'Looks at single publications without a login in a minute, of all people together; one of a document above 100 kB counts as several.',
    ),
  keepKeysDays: z
    .number()
    .int()
    .min(1)
    .max(365)
    .describe('So long a repeated call with the same Idempotency-Key gets the answer of the first.'),
  maxAttachmentMb: z.number().int().min(1).max(100).describe('Largest file of a purchase.'),
  maxAttachments: z.number().int().min(1).max(1_000).describe('Files of one purchase.'),
  virusScan: z
    .string()
    .regex(
      /^(?:command:\s*\/\S.*|clamd:\/\/[^/:\s]+:\d{1,5}|clamd:\/(?!\/)\S+)$/,
      'must be clamd://host:port, clamd:/path/of/socket, or command:/path/of/program',
    )
    .nullable()
    .describe('What must call a file clean before it is handed out; null hands out every file as it came.'),
  virusScanTimeoutS: z.number().int().min(1).max(600).describe('How long the scan of one file may take.'),
});
