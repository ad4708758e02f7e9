import { chmodSync } from 'node:fs';
import { Client } from 'pg';
import { firstLineOf } from '../database/database-trouble.js';
import { StartError } from '../start-error.js';
import { expectAtLeast, runOn } from './postgres-tool.js';
import type { Snapshot } from './sqlite-snapshot.js';

/** Dumps a database that a service may be writing to, and counts what it holds at the same instant. */
export async function snapshotPostgres(url: string, to: string): Promise<Snapshot> {
  return connected(url, async (client) => {
    await expectAtLeast('pg_dump', await serverVersion(client), 'the server is');
    await client.query('BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY');
    const { rows } = await client.query<{ id: string }>('SELECT pg_export_snapshot() AS id');
    const snapshot = `--snapshot=${rows[0]!.id}`;
    await runOn(url, 'pg_dump', [
      '--format=custom',
      '--no-owner',
      '--no-privileges',
      snapshot,
      `--file=${to}`,
    ]);
    chmodSync(to, 0o600);
    return lookIntoPostgres(client);
  });
}

/** The rows of every table, and which migrations have run. */
export async function lookIntoPostgres(client: Client): Promise<Snapshot> {
  const rows: Record<string, number> = {};
  for (const table of await postgresTables(client)) {
    const counted = await client.query<{ count: string }>(`SELECT count(*) FROM "${table}"`);
    rows[table] = Number(counted.rows[0]!.count);
  }
  if (rows['schema_migrations'] === undefined) return { migrations: [], rows };
  const run = await client.query<{ name: string }>('SELECT name FROM schema_migrations ORDER BY timestamp');
  return { migrations: run.rows.map(({ name }) => name), rows };
}

export async function postgresTables(client: Client): Promise<string[]> {
  const { rows } = await client.query<{ name: string }>(
    'SELECT tablename AS name FROM pg_tables WHERE schemaname = current_schema() ORDER BY tablename COLLATE "C"',
  );
  return rows.map(({ name }) => name);
}

export async function connected<T>(url: string, work: (client: Client) => Promise<T>): Promise<T> {
  const client = new Client({ connectionString: url, connectionTimeoutMillis: 10_000 });
  // A connection that breaks fails the query that is under way; without a listener it would end the process.
  client.on('error', () => undefined);
  try {
    await client.connect();
  } catch (cause) {
    throw new StartError(`database: cannot open PostgreSQL: ${firstLineOf(cause)}`, { cause });
  }
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}

/** The first number. */
export async function serverVersion(client: Client): Promise<number> {
  const { rows } = await client.query<{ number: string }>(
    "SELECT current_setting('server_version_num') AS number",
  );
  return Math.floor(Number(rows[0]!.number) / 10_000);
}
