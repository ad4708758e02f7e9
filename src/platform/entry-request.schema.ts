import { z } from 'zod';

const id = z.uuid('must be an id').toLowerCase();

export const idSchema = id.describe('Id of the entry.');

/** The id of another entry, which must be there. */
export const reference = (noun: string): z.ZodUUID => id.describe(`Id of the ${noun}.`);

/** Control characters break log lines and headers, half a surrogate pair is no text, and PostgreSQL takes neither. */
export const plainText = (): z.ZodString =>
  z.string().regex(/^[^\p{Cc}\p{Cs}]*$/u, 'must not hold control characters');

/** What every list that is paged by the ids of its entries takes. */
export const pageQuery = {
  limit: z.coerce.number().int().min(1).max(1_000).default(100).describe('Entries on a page, 1…1000.'),
  cursor: z
    .uuid('must be the nextCursor of an earlier page')
    .toLowerCase()
    .optional()
    .describe('`nextCursor` of the page before.'),
};
