/** Rows a statement: SQLite takes 32,766 parameters, PostgreSQL 65,535. */
const CHUNK = 1_000;

export function chunks<T>(rows: readonly T[]): T[][] {
  return Array.from({ length: Math.ceil(rows.length / CHUNK) }, (_, index) =>
    rows.slice(index * CHUNK, (index + 1) * CHUNK),
  );
}
