import { z } from 'zod';

export const boardSchema = z.strictObject({
  maxStreams: z.number().int().min(0).max(10_000).describe('Pages that are told of changes at once, of all.'),
  maxStreamsPerActor: z.number().int().min(1).max(1_000).describe('The same, of one account or token.'),
  keepChanges: z
    .number()
    .int()
    .min(100)
    .max(100_000)
    .describe('Changes that are kept for a page that was cut off for a moment.'),
  maxBacklogKb: z
    .number()
    .int()
    .min(16)
    .max(65_536)
    .describe(
      'A page that has so much still to read is cut off; it comes again and asks for what it missed.',
    ),
});
