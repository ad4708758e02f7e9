import { z } from 'zod';

const id = z.uuid('must be an id').toLowerCase();

export const idSchema = id.describe('Id of the entry.');

export const reference = (noun: string): z.ZodUUID => id.describe(`Id of the ${noun}.`);

export const pageQuery = {
  limit: z.coerce.number().int().min(1).max(1_000).default(100).describe('Entries on a page, 1…1000.'),
  cursor: z
    .uuid('must be the nextCursor of an earlier page')
    .toLowerCase()
    .optional()
    .describe('`nextCursor` of the page before.'),
};

/** One more than the page holds was asked for: it tells whether there is a next page. */
export function pageOf<T, A>(
  found: readonly T[],
  limit: number,
  { idOf, answer }: { readonly idOf: (one: T) => string; readonly answer: (one: T) => A },
): { readonly items: readonly A[]; readonly nextCursor: string | null } {
  const items = found.slice(0, limit);
  const last = items.at(-1);
  const nextCursor = found.length > limit && last !== undefined ? idOf(last) : null;
  return { items: items.map((one) => answer(one)), nextCursor };
}

export function pageRequest(query: { limit: number; cursor?: string | undefined }) {
  return { limit: query.limit + 1, cursor: query.cursor ?? null };
}
