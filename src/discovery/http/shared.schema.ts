export { idSchema, pageQuery, reference } from '../../platform/entry-request.schema.js';

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
