import type { DataSource } from 'typeorm';

const QUERIES = {
  sqlite: 'SELECT page_count * page_size AS bytes FROM pragma_page_count(), pragma_page_size()',
  postgres: 'SELECT pg_database_size(current_database()) AS bytes',
} as const;

export type DatabaseKind = keyof typeof QUERIES;

export function databaseKind({ options }: DataSource): DatabaseKind {
  return options.type === 'postgres' ? 'postgres' : 'sqlite';
}

/** Bytes on the disk; of SQLite without what is written and not yet taken over into the file. */
export async function databaseBytes(source: DataSource): Promise<number> {
  const [row] = await source.query<{ bytes: number | string }[]>(QUERIES[databaseKind(source)]);
  return Number(row!.bytes);
}
