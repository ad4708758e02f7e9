import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { DataSourceOptions, Logger } from 'typeorm';
import type { RoomSchema } from './room-schema.js';

/** Which database: one SQLite file, or a PostgreSQL server. */
export type DatabaseTarget =
  { readonly kind: 'sqlite'; readonly path: string } | { readonly kind: 'postgres'; readonly url: string };

export function databaseTarget(url: string | null, dataDir: string): DatabaseTarget {
  return url === null
    ? { kind: 'sqlite', path: join(dataDir, 'shouwang.sqlite') }
    : { kind: 'postgres', url };
}

/** Rejects where a new connection may not be used. */
export type Admit = (connection: { query(statement: string): Promise<{ rows: unknown[] }> }) => Promise<void>;

export function dataSourceOptions(
  target: DatabaseTarget,
  schemas: readonly RoomSchema[],
  admit?: Admit,
): DataSourceOptions {
  const shared = {
    entities: schemas.flatMap((schema) => [...schema.entities]),
    migrations: schemas.flatMap((schema) => [...schema.migrations]),
    migrationsTableName: 'schema_migrations',
    synchronize: false,
    logging: false,
    logger: SILENT,
  } as const;
  if (target.kind === 'postgres') {
    return {
      ...shared,
      type: 'postgres',
      url: target.url,
      applicationName: 'shouwang',
      connectTimeoutMS: 10_000,
      ...(admit && { extra: { onConnect: admit } }),
    };
  }
  if (target.path !== ':memory:') mkdirSync(join(target.path, '..'), { recursive: true });
  return { ...shared, type: 'better-sqlite3', database: target.path, enableWAL: true, prepareDatabase };
}

/** With `logging: false` TypeORM still prints a migration that fails; the start says so itself, in one line. */
const SILENT: Logger = {
  logQuery: () => undefined,
  logQueryError: () => undefined,
  logQuerySlow: () => undefined,
  logSchemaBuild: () => undefined,
  logMigration: () => undefined,
  log: () => undefined,
};

interface SqliteConnection {
  pragma(statement: string): unknown;
}

/** WAL with NORMAL survives `kill -9` whole; only a power cut may lose the last commits, never tear them. */
function prepareDatabase(connection: unknown): void {
  const sqlite = connection as SqliteConnection;
  sqlite.pragma('synchronous = NORMAL');
  sqlite.pragma('busy_timeout = 5000');
}
