import { Client } from 'pg';

/** Rows and bytes of each table with its indexes, without what PostgreSQL has yet to use again. */
export async function tablesOf(url) {
  const client = new Client(url);
  await client.connect();
  await client.query('VACUUM FULL ANALYZE');
  const { rows } = await client.query(
    `SELECT relname AS name, c.reltuples::bigint AS rows, pg_total_relation_size(c.oid)::bigint AS bytes
     FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
     WHERE c.relkind = 'r' AND n.nspname = 'public'`,
  );
  await client.end();
  return new Map(
    rows.map(({ name, rows: count, bytes }) => [name, { rows: Number(count), bytes: Number(bytes) }]),
  );
}

/** What came to each table between two looks, the largest first. */
export function growthOf(before, after) {
  const grown = [...after].map(([name, { rows, bytes }]) => ({
    name,
    rows: rows - (before.get(name)?.rows ?? 0),
    bytes: bytes - (before.get(name)?.bytes ?? 0),
  }));
  return grown.filter(({ bytes }) => bytes > 0).toSorted((a, b) => b.bytes - a.bytes);
}
