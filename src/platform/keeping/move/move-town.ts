import { existsSync } from 'node:fs';
import type Database from 'better-sqlite3';
import { DataSource, MigrationExecutor, type QueryRunner } from 'typeorm';
import type { Config } from '../../config/config.js';
import { databaseTarget, dataSourceOptions } from '../../database/data-source-options.js';
import { firstLineOf } from '../../database/database-trouble.js';
import type { RoomSchema } from '../../database/room-schema.js';
import { StartError } from '../../start-error.js';
import { connected, postgresTables } from '../postgres-snapshot.js';
import { migrationsIn, openSqlite } from '../sqlite-snapshot.js';
import { compareRows, copyRows } from './move-rows.js';
import { movedTables } from './moved-table.js';

export interface Moved {
  readonly tables: number;
  readonly rows: number;
  /** Stays as it was. */
  readonly from: string;
}

/**
 * Moves the town of the SQLite file in the data folder into the empty PostgreSQL database that is configured: tables,
 * rows and the comparison of every row are one transaction, which leaves all of it or nothing.
 */
export async function moveTown(
  config: Pick<Config, 'dataDir' | 'database'>,
  schemas: readonly RoomSchema[],
): Promise<Moved> {
  const [source, target] = [databaseTarget(null, config.dataDir), databaseTarget(config.database.url, '')];
  if (target.kind === 'sqlite')
    throw new StartError('move: set SHOUWANG_DATABASE_URL to an empty PostgreSQL database');
  if (source.kind !== 'sqlite' || !existsSync(source.path))
    throw new StartError(`move: there is no SQLite file in ${config.dataDir}; set SHOUWANG_DATA_DIR`);
  await refuseUnfit(target.url);
  const from = openAlone(source.path, schemas);
  const to = await new DataSource(dataSourceOptions(target, schemas)).initialize();
  try {
    const moved = await moveAll(from, to);
    return { ...moved, from: source.path };
  } catch (cause) {
    if (cause instanceof StartError) throw cause;
    throw new StartError(`move: nothing was moved: ${firstLineOf(cause)}`, { cause });
  } finally {
    from.close();
    await to.destroy();
  }
}

async function refuseUnfit(url: string): Promise<void> {
  await connected(url, async (client) => {
    const [table] = await postgresTables(client);
    if (table !== undefined)
      throw new StartError(
        `move: the PostgreSQL database has tables already (${table}, …); name an empty one`,
      );
    const { rows } = await client.query<{ encoding: string }>(
      "SELECT current_setting('server_encoding') AS encoding",
    );
    if (rows[0]!.encoding === 'UTF8') return;
    throw new StartError(
      `move: the PostgreSQL database keeps ${rows[0]!.encoding}; make one with ENCODING 'UTF8'`,
    );
  });
}

/** Nobody writes to it any more: what came in behind our back would be lost. */
function openAlone(path: string, schemas: readonly RoomSchema[]): Database.Database {
  const from = openSqlite(path);
  try {
    from.pragma('locking_mode = EXCLUSIVE');
    from.exec('BEGIN EXCLUSIVE');
    refuseOtherVersion(migrationsIn(from), schemas);
    return from;
  } catch (cause) {
    from.close();
    const { code } = cause as { code?: unknown };
    if (typeof code !== 'string' || !code.startsWith('SQLITE_BUSY')) throw cause;
    throw new StartError(`move: the service runs on ${path}; stop it first`, { cause });
  }
}

function refuseOtherVersion(done: readonly string[], schemas: readonly RoomSchema[]): void {
  const known = schemas.flatMap(({ migrations }) => migrations.map(({ name }) => name));
  if (known.length === done.length && known.every((name) => done.includes(name))) return;
  throw new StartError(
    'move: the SQLite file is of another version; start this version on it once, and stop it',
  );
}

async function moveAll(from: Database.Database, to: DataSource): Promise<Omit<Moved, 'from'>> {
  const runner = to.createQueryRunner();
  await runner.startTransaction();
  try {
    const moved = await copyAndCompare(from, to, runner);
    await runner.commitTransaction();
    await runner.query('ANALYZE');
    return moved;
  } catch (cause) {
    await runner.rollbackTransaction().catch(() => undefined);
    throw cause;
  } finally {
    await runner.release();
  }
}

async function copyAndCompare(
  from: Database.Database,
  to: DataSource,
  runner: QueryRunner,
): Promise<Omit<Moved, 'from'>> {
  const executor = new MigrationExecutor(to, runner);
  // In the transaction that is open.
  executor.transaction = 'all';
  await executor.executePendingMigrations();
  const tables = await movedTables(from, runner);
  // What migrations enter is in the file, too.
  await runner.query(`TRUNCATE ${tables.map(({ name }) => `"${name}"`).join(', ')}`);
  let rows = 0;
  for (const table of tables) rows += await copyRows(table, from, runner);
  for (const table of tables) await compareRows(table, from, runner);
  return { tables: tables.length, rows };
}
