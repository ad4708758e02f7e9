import { z } from 'zod';

export const qualitySchema = z.strictObject({
  template: z.enum(['classic', 'strict']).describe('Whose mandatory fields make an entry complete.'),
  sameSpotM: z
    .number()
    .min(0)
    .max(1_000)
    .describe('Two cameras within this many metres may be one entered twice.'),
  sameHeadingDeg: z.number().min(0).max(180).describe('They are, if they look the same way within this.'),
  minRetentionDays: z.number().int().min(1).max(3_650).describe('国令第799号 art. 17: at least 30.'),
  filingDays: z
    .number()
    .int()
    .min(1)
    .max(3_650)
    .describe('国令第799号 art. 14: days from installation to filing.'),
});

export const importsSchema = z.strictObject({
  maxFileMb: z.number().int().min(1).max(200).describe('Largest file that an import takes.'),
  maxRows: z.number().int().min(1).max(100_000).describe('Rows of a file beside its header.'),
  maxColumns: z.number().int().min(50).max(1_000).describe('Columns of a file.'),
});
