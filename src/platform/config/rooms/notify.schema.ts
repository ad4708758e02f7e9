import { z } from 'zod';

export const notifySchema = z.strictObject({
  collectS: z
    .number()
    .min(0)
    .max(3_600)
    .describe('How long the first notice of a digest waits for others of the same village.'),
  pagesUrl: z
    .url({ protocol: /^https?$/, error: 'must be a URL' })
    .nullable()
    .describe('The pages as people reach them, for the link in messages; null for no link.'),
  trustedHosts: z
    .array(z.string().min(1).toLowerCase())
    .describe('Hosts that channels may also reach over http, without TLS, and on this machine.'),
  trustedCaFile: z
    .string()
    .min(1)
    .nullable()
    .describe(
      'PEM file of authorities whose certificates receivers may show beside those that Node trusts; null for none.',
    ),
  timeoutS: z.number().min(0.1).max(120).describe('One attempt, from the connection to the answer.'),
  maxAnswerBytes: z.number().int().min(256).max(1_048_576).describe('What is read of an answer.'),
  maxAttempts: z.number().int().min(1).max(100).describe('Attempts before a delivery is given up.'),
  firstRetryS: z.number().min(0.01).max(600).describe('Pause after the first failure; doubled after each.'),
  maxRetryS: z.number().min(0.01).max(3_600).describe('The longest pause between two attempts.'),
  keepDays: z.number().int().min(1).max(3_650).describe('How long it is kept what was told to whom.'),
});
