import { z } from 'zod';
import { toIso } from '../../kernel/instant.js';
import { pageQuery, plainText } from '../../platform/entry-request.schema.js';

export { idSchema, pageQuery, reference } from '../../platform/entry-request.schema.js';

export const line = (minLength: number, maxLength: number): z.ZodString =>
  plainText()
    .min(minLength, minLength === 1 ? 'must not be empty' : undefined)
    .max(maxLength, `must be at most ${maxLength} characters`);

export const name = (maxLength: number, label = 'Name'): z.ZodString =>
  line(0, maxLength).trim().min(1, 'must not be empty').describe(`${label}, 1…${maxLength} characters.`);

/** In a query everything is text. */
export const flagText = (description: string) =>
  z
    .enum(['true', 'false'], 'must be true or false')
    .transform((text) => text === 'true')
    .describe(description);

export const pageQuerySchema = z.strictObject(pageQuery);

export function pageRequest(query: { limit: number; cursor?: string | undefined }): {
  limit: number;
  cursor: string | null;
} {
  return { limit: query.limit, cursor: query.cursor ?? null };
}

type Patchable<F extends z.ZodType> =
  F extends z.ZodDefault<infer Inner> ? z.ZodOptional<Inner> : z.ZodOptional<F>;

/** The same fields for a change: each may be left out, and what is left out stays, so no default may fill it in. */
export function patchFields<S extends z.ZodRawShape>(
  fields: S,
): { [K in keyof S]: Patchable<S[K] & z.ZodType> } {
  const entries = Object.entries(fields).map(([key, field]) => {
    const inner = field instanceof z.ZodDefault ? (field.unwrap() as z.ZodType) : (field as z.ZodType);
    return [key, inner.optional()];
  });
  return Object.fromEntries(entries) as never;
}

interface Kept {
  readonly createdAt: number;
  readonly updatedAt: number;
  readonly revision: number;
}

/** Instants leave the service as ISO 8601 in UTC; the revision leaves it as the ETag. */
export function dated<T extends Kept>(
  entry: T,
): Omit<T, keyof Kept> & { createdAt: string; updatedAt: string } {
  const { revision: _revision, createdAt, updatedAt, ...rest } = entry;
  return { ...rest, createdAt: toIso(createdAt), updatedAt: toIso(updatedAt) };
}
