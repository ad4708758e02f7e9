import type { ObjectLiteral, SelectQueryBuilder } from 'typeorm';

export interface PageBounds {
  readonly limit: number;
  /** The id of the last entry of the page before; null for the first page. */
  readonly cursor: string | null;
}

export interface Page<T> {
  readonly items: readonly T[];
  readonly nextCursor: string | null;
}

/** Newest first; the alias of the query's table is `t`, and it has an `id` and a village. */
export async function pageOf<R extends ObjectLiteral & { id: string }>(
  query: SelectQueryBuilder<R>,
  villageIds: readonly string[] | null,
  { limit, cursor }: PageBounds,
): Promise<Page<R>> {
  if (villageIds?.length === 0) return { items: [], nextCursor: null };
  if (villageIds !== null) query.andWhere('t.villageId IN (:...villageIds)', { villageIds });
  if (cursor !== null) query.andWhere('t.id < :cursor', { cursor });
  const rows = await query
    .orderBy('t.id', 'DESC')
    .limit(limit + 1)
    .getMany();
  const items = rows.slice(0, limit);
  return { items, nextCursor: rows.length > limit ? items.at(-1)!.id : null };
}
