import type { DataSource, ObjectLiteral } from 'typeorm';

/** Rows removed at once: some milliseconds, in which SQLite's one writer writes nothing else. */
const STEP = 1_000;

interface Doomed {
  readonly table: string;
  /** A condition on a row called `doomed`, in SQL. */
  readonly where: string;
  readonly parameters: ObjectLiteral;
}

/**
 * Removes all rows that the condition holds for, a step at a time and each in a transaction of its own: whoever writes
 * meanwhile comes in between, and no row is locked for longer than a step takes. Stops between two steps where `isOver`.
 */
export async function deleteInSteps(
  source: DataSource,
  doomed: Doomed,
  { isOver = () => false, step = STEP }: { isOver?: () => boolean; step?: number } = {},
): Promise<void> {
  let isMore = true;
  while (isMore && !isOver()) isMore = await deleteSome(source, doomed, step);
}

/** One step of it; answers whether there may be more. */
export async function deleteSome(
  source: DataSource,
  { table, where, parameters }: Doomed,
  limit: number,
): Promise<boolean> {
  const some = `id IN (SELECT doomed.id FROM ${table} doomed WHERE ${where} LIMIT ${limit})`;
  const { affected } = await source.transaction((manager) =>
    manager.createQueryBuilder().delete().from(table).where(some, parameters).execute(),
  );
  return affected === limit;
}
