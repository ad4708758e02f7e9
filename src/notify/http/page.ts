/** One more than the page holds is asked for: it tells whether there is a next page. */
export function pageRequest(query: { limit: number; cursor?: string | undefined }) {
  return { limit: query.limit + 1, cursor: query.cursor ?? null };
}

export function pageOf<T extends { readonly id: string }, A>(
  found: readonly T[],
  limit: number,
  answer: (one: T) => A,
): { readonly items: readonly A[]; readonly nextCursor: string | null } {
  const items = found.slice(0, limit);
  const nextCursor = found.length > limit ? (items.at(-1)?.id ?? null) : null;
  return { items: items.map((one) => answer(one)), nextCursor };
}
