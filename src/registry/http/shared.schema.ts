import { z } from 'zod';
import { toIso } from '../../kernel/instant.js';

export const idSchema = z.uuid('must be an id').describe('Id of the entry.');

export const pageQuery = {
  limit: z.coerce.number().int().min(1).max(1_000).default(100).describe('Entries on a page, 1…1000.'),
  cursor: z
    .uuid('must be a nextCursor of an earlier page')
    .optional()
    .describe('`nextCursor` of the page before.'),
};

export const pageQuerySchema = z.strictObject(pageQuery);

export const name = (maxLength: number): z.ZodString =>
  z
    .string()
    .trim()
    .min(1, 'must not be empty')
    .max(maxLength)
    .describe(`Name, up to ${maxLength} characters.`);

export function pageRequest(query: { limit: number; cursor?: string | undefined }): {
  limit: number;
  cursor: string | null;
} {
  return { limit: query.limit, cursor: query.cursor ?? null };
}

/** Instants leave the service as ISO 8601 in UTC. */
export function dated<T extends { readonly createdAt: number; readonly updatedAt: number }>(
  entry: T,
): Omit<T, 'createdAt' | 'updatedAt'> & { createdAt: string; updatedAt: string } {
  return { ...entry, createdAt: toIso(entry.createdAt), updatedAt: toIso(entry.updatedAt) };
}
