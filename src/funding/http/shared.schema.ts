import { z } from 'zod';
import { fen } from '../../kernel/money.js';
import { idSchema, plainText } from '../../platform/entry-request.schema.js';
import { MOST_FEN } from '../domain/bounds.js';

export { idSchema };

/** One line or, with `isLong`, several; no other control characters. */
export const words = (most: number, isLong = false) =>
  (isLong ? z.string().regex(/^(?:[^\p{Cc}\p{Cs}]|\n)*$/u, 'must not hold control characters') : plainText())
    .trim()
    .min(1, 'must not be empty')
    .max(most, `must be at most ${most} characters`);
export const maybeWords = (most: number, isLong = false) => words(most, isLong).nullable().default(null);

export const reason = words(500).describe('Why, 1…500 characters.');

export const amount = (most = MOST_FEN) =>
  z
    .number()
    .int('must be whole fen (1 yuan is 100)')
    .min(1)
    .max(most)
    .describe(`Fen, 1…${most}: 142,697 yuan is 14269700.`)
    .transform(fen);

export const day = z.iso.date('must be a day, as 2026-01-31');

export const flag = z
  .literal('true', 'must be true, or left out')
  .transform(() => true)
  .optional();

export const explainQuerySchema = z.strictObject({
  explain: flag.describe('With every row of the ledger that the numbers are sums of.'),
});
export type ExplainQuery = z.output<typeof explainQuerySchema>;
