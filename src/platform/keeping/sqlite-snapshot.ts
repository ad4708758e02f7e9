import { chmodSync } from 'node:fs';
import Database from 'better-sqlite3';
import { firstLineOf } from '../database/database-trouble.js';
import { StartError } from '../start-error.js';

/** As many as there are: in one step nobody who writes meanwhile makes it begin anew, and in WAL mode nobody waits. */
const ALL_PAGES = 0x7fff_ffff;

export interface Snapshot {
  readonly migrations: readonly string[];
  readonly rows: Readonly<Record<string, number>>;
}

/** Copies a database that a service may be writing to, as it is at one instant, into one file. */
export async function snapshotSqlite(from: string, to: string): Promise<Snapshot> {
  const source = openSqlite(from);
  try {
    await source.backup(to, { progress: () => ALL_PAGES });
  } finally {
    source.close();
  }
  chmodSync(to, 0o600);
  return lookInto(to);
}

/** What a copy holds; throws where it is damaged. Leaves one file, without a log beside it. */
export function lookInto(path: string): Snapshot {
  const copy = openSqlite(path);
  try {
    copy.pragma('journal_mode = DELETE');
    const [complaint] = copy.pragma('quick_check(1)', { simple: false }) as { quick_check: string }[];
    if (complaint?.quick_check !== 'ok')
      throw new StartError(
        `database: ${path} is damaged: ${complaint?.quick_check}; take a backup made earlier`,
      );
    return { migrations: migrationsIn(copy), rows: rowsIn(copy) };
  } finally {
    copy.close();
  }
}

export function openSqlite(path: string): Database.Database {
  try {
    return new Database(path, { fileMustExist: true, timeout: 5_000 });
  } catch (cause) {
    throw new StartError(`database: cannot open ${path}: ${firstLineOf(cause)}`, { cause });
  }
}

export function tablesOf(database: Database.Database): string[] {
  return database
    .prepare("SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%' ORDER BY name")
    .pluck()
    .all() as string[];
}

export function migrationsIn(database: Database.Database): string[] {
  if (!tablesOf(database).includes('schema_migrations')) return [];
  return database.prepare('SELECT name FROM schema_migrations ORDER BY timestamp').pluck().all() as string[];
}

function rowsIn(database: Database.Database): Record<string, number> {
  const count = (table: string): number =>
    database.prepare(`SELECT count(*) FROM "${table}"`).pluck().get() as number;
  return Object.fromEntries(tablesOf(database).map((table) => [table, count(table)]));
}
