import { z } from 'zod';

export const importQuerySchema = z.strictObject({
  dryRun: z
    .enum(['true', 'false'])
    .transform((word) => word === 'true')
    .describe('`true` reports and writes nothing.')
    .default(false),
  mode: z
    .enum(['all', 'valid'])
    .describe(
      '`all` writes every row or, if one is rejected, none; `valid` writes those that are not rejected.',
    )
    .default('all'),
});
export type ImportQuery = z.output<typeof importQuerySchema>;

export const templateQuerySchema = z.strictObject({
  format: z.enum(['xlsx', 'csv']).describe('Kind of file.').default('xlsx'),
});
export type TemplateQuery = z.output<typeof templateQuerySchema>;
