import { chmodSync, copyFileSync, mkdtempSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import Database from 'better-sqlite3';
import { Client } from 'pg';
import type { DatabaseTarget } from '../../src/platform/database/data-source-options.js';

type Row = Readonly<Record<string, unknown>>;

/** Versions of which we have a town, oldest first. */
export const RELEASED: readonly string[] = readdirSync(import.meta.dirname, { withFileTypes: true })
  .filter((entry) => entry.isDirectory())
  .map(({ name }) => name)
  .toSorted((one, other) => one.localeCompare(other, 'en', { numeric: true }));

/** A data folder with the town of a version: its key, and on SQLite its database. */
export function townOf(version: string): string {
  const dataDir = mkdtempSync(join(tmpdir(), 'shouwang-upgrade-'));
  const file = (name: string): string => join(import.meta.dirname, version, name);
  writeFileSync(join(dataDir, 'shouwang.sqlite'), gunzipSync(readFileSync(file('shouwang.sqlite.gz'))));
  copyFileSync(file('secret.key'), join(dataDir, 'secret.key'));
  chmodSync(join(dataDir, 'secret.key'), 0o600);
  return dataDir;
}

export async function loadDump(version: string, url: string): Promise<void> {
  const dump = gunzipSync(readFileSync(join(import.meta.dirname, version, 'postgres.sql.gz'))).toString();
  await onPostgres(url, (client) => client.query(dump));
}

/** Every row of every table but the book of migrations. */
export async function rowsOf(target: DatabaseTarget): Promise<ReadonlyMap<string, readonly Row[]>> {
  if (target.kind === 'postgres') return onPostgres(target.url, rowsOnPostgres);
  const database = new Database(target.path, { readonly: true });
  try {
    const tables = database.prepare("SELECT name FROM sqlite_master WHERE type = 'table'").pluck().all();
    return new Map(
      ours(tables as string[]).map((table) => [
        table,
        database.prepare(`SELECT * FROM "${table}"`).all() as Row[],
      ]),
    );
  } finally {
    database.close();
  }
}

async function rowsOnPostgres(client: Client): Promise<ReadonlyMap<string, readonly Row[]>> {
  const tables = await client.query<{ tablename: string }>(
    "SELECT tablename FROM pg_tables WHERE schemaname = 'public'",
  );
  const rows = new Map<string, readonly Row[]>();
  for (const table of ours(tables.rows.map(({ tablename }) => tablename)))
    rows.set(table, (await client.query<Row>(`SELECT * FROM "${table}"`)).rows);
  return rows;
}

function ours(tables: readonly string[]): string[] {
  return tables.filter((table) => table !== 'schema_migrations' && !table.startsWith('sqlite_')).toSorted();
}

async function onPostgres<T>(url: string, work: (client: Client) => Promise<T>): Promise<T> {
  const client = new Client(url);
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}
