import { DataSource } from 'typeorm';
import { StartError } from '../start-error.js';
import { firstLineOf } from './database-trouble.js';
import { type Admit, type DatabaseTarget, dataSourceOptions } from './data-source-options.js';
import { namedAway } from './named-away.js';
import type { RoomSchema } from './room-schema.js';
import { parted } from './parted-sqlite.js';

/**
 * Connects, refuses a database that a newer program has already changed, and brings an older one up to date.
 * Each failure is a {@link StartError} of one line. `admit` has a say in every new connection to PostgreSQL.
 */
export async function openDatabase(
  target: DatabaseTarget,
  schemas: readonly RoomSchema[],
  admit?: Admit,
): Promise<DataSource> {
  const source = await connect(target, schemas, admit);
  try {
    await refuseNewer(source);
    await source.runMigrations({ transaction: 'each' });
    return target.kind === 'sqlite' ? await parted(source) : namedAway(source);
  } catch (cause) {
    await source.destroy();
    if (cause instanceof StartError) throw cause;
    throw new StartError(`database: bringing ${nameOf(target)} up to date failed: ${firstLineOf(cause)}`, {
      cause,
    });
  }
}

async function connect(
  target: DatabaseTarget,
  schemas: readonly RoomSchema[],
  admit?: Admit,
): Promise<DataSource> {
  try {
    return await new DataSource(dataSourceOptions(target, schemas, admit)).initialize();
  } catch (cause) {
    throw cannotOpen(target, cause);
  }
}

export function cannotOpen(target: DatabaseTarget, cause: unknown): StartError {
  return new StartError(`database: cannot open ${nameOf(target)}: ${firstLineOf(cause)}`, { cause });
}

async function refuseNewer(source: DataSource): Promise<void> {
  const runner = source.createQueryRunner();
  try {
    if (!(await runner.hasTable('schema_migrations'))) return;
    const known = new Set(source.migrations.map((migration) => migration.name ?? migration.constructor.name));
    const done = (await runner.query('SELECT name FROM schema_migrations ORDER BY timestamp')) as {
      name: string;
    }[];
    const foreign = done.find((row) => !known.has(row.name));
    if (!foreign) return;
    throw new StartError(
      `database: it was changed by a newer version (${foreign.name} is unknown to this one); ` +
        'start that version, or restore a backup made before the upgrade',
    );
  } finally {
    await runner.release();
  }
}

/** Where it is, without the password that a PostgreSQL URL may hold. */
function nameOf(target: DatabaseTarget): string {
  if (target.kind === 'sqlite') return target.path;
  const url = URL.canParse(target.url) ? new URL(target.url) : null;
  return url ? `PostgreSQL at ${url.host}${url.pathname}` : 'PostgreSQL (the URL cannot be read)';
}
