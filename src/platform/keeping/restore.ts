import { existsSync, mkdirSync, renameSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Config } from '../config/config.js';
import { type DatabaseTarget, databaseTarget } from '../database/data-source-options.js';
import { firstLineOf } from '../database/database-trouble.js';
import type { RoomSchema } from '../database/room-schema.js';
import { StartError } from '../start-error.js';
import { programVersion } from '../version.js';
import { copyKept, measureKept, synced } from './kept-files.js';
import { DATABASE_FILES, type KeptFile, type Manifest, readManifest } from './manifest.js';
import { connected, lookIntoPostgres, postgresTables, serverVersion } from './postgres-snapshot.js';
import { expectAtLeast, runOn } from './postgres-tool.js';
import { lookInto, type Snapshot } from './sqlite-snapshot.js';

type Settings = Pick<Config, 'dataDir' | 'database'>;

/**
 * Makes the town of a backup, where there is none. The database comes last and at once: whatever interrupts it, there is
 * the whole town or none, and it can be called again.
 */
export async function restore(
  config: Settings,
  folder: string,
  schemas: readonly RoomSchema[],
): Promise<Manifest> {
  const manifest = readManifest(folder);
  const target = databaseTarget(config.database.url, config.dataDir);
  refuseForeign(manifest, target, schemas);
  try {
    await refuseTown(target);
    const arriving = await filesToBring(manifest, folder, config.dataDir);
    await refuseDamaged(manifest, folder);
    for (const { path } of arriving) await bring(join(folder, path), placeOf(path, config.dataDir));
    const database = join(folder, DATABASE_FILES[manifest.engine]);
    if (target.kind === 'sqlite') await bringSqlite(database, target.path, manifest);
    else await bringPostgres(database, target.url, manifest);
    return manifest;
  } catch (cause) {
    if (cause instanceof StartError) throw cause;
    throw new StartError(`restore: it failed, and left no database: ${firstLineOf(cause)}`, { cause });
  }
}

function refuseForeign(manifest: Manifest, target: DatabaseTarget, schemas: readonly RoomSchema[]): void {
  const known = new Set(schemas.flatMap(({ migrations }) => migrations.map(({ name }) => name)));
  const newer = manifest.migrations.find((name) => !known.has(name));
  if (newer !== undefined)
    throw new StartError(
      `restore: the backup is of the newer version ${manifest.version} (${newer} is unknown to ${programVersion()}); ` +
        'restore it with that version',
    );
  if (manifest.engine === target.kind) return;
  throw new StartError(
    manifest.engine === 'sqlite'
      ? 'restore: the backup is of SQLite, and SHOUWANG_DATABASE_URL names PostgreSQL; restore it without that ' +
          'setting, and move the town afterwards (npm run move-to-postgres)'
      : 'restore: the backup is of PostgreSQL; set SHOUWANG_DATABASE_URL to an empty database',
  );
}

/** A log that lies beside no database would become part of the one that arrives. */
async function refuseTown(target: DatabaseTarget): Promise<void> {
  const advice = 'stop the service that uses it, and restore to where there is none';
  if (target.kind === 'postgres') {
    const tables = await connected(target.url, postgresTables);
    if (tables.length === 0) return;
    throw new StartError(`restore: the database has tables already (${tables[0]}, …); ${advice}`);
  }
  const standing = ['', '-wal', '-shm'].map((end) => `${target.path}${end}`).find((path) => existsSync(path));
  if (standing !== undefined) throw new StartError(`restore: there is ${standing} already; ${advice}`);
}

/** Those that are not there yet; an equal one stays, as from a call that was interrupted. */
async function filesToBring(
  { files }: Manifest,
  folder: string,
  dataDir: string,
): Promise<readonly KeptFile[]> {
  const arriving: KeptFile[] = [];
  for (const file of files.filter(({ path }) => path.startsWith('data/'))) {
    const place = placeOf(file.path, dataDir);
    if (!existsSync(place)) arriving.push(file);
    else if ((await measureKept(place)).sha256 !== file.sha256)
      throw new StartError(
        `restore: ${place} is there already and is not that of ${folder}; put it elsewhere`,
      );
  }
  return arriving;
}

function placeOf(path: string, dataDir: string): string {
  return join(dataDir, path.slice('data/'.length));
}

async function refuseDamaged({ files }: Manifest, folder: string): Promise<void> {
  for (const { path, sha256 } of files) {
    const found = await measureKept(join(folder, path)).catch(() => null);
    if (found?.sha256 === sha256) continue;
    const what = found === null ? 'is missing or cannot be read' : 'is not what was backed up';
    throw new StartError(`restore: the backup is damaged: ${join(folder, path)} ${what}; take another one`);
  }
}

/** Beside its place first: a name stands for a whole file. */
async function bring(from: string, to: string): Promise<void> {
  const part = `${to}.part`;
  await copyKept(from, part);
  renameSync(part, to);
  await synced(dirname(to));
}

async function bringSqlite(from: string, to: string, manifest: Manifest): Promise<void> {
  mkdirSync(dirname(to), { recursive: true, mode: 0o700 });
  const part = `${to}.part`;
  try {
    await copyKept(from, part);
    expectSame(lookInto(part), manifest);
    renameSync(part, to);
  } finally {
    rmSync(part, { force: true });
  }
  await synced(dirname(to));
}

/** All of it in one transaction. */
async function bringPostgres(from: string, url: string, manifest: Manifest): Promise<void> {
  await connected(url, async (client) => {
    await expectAtLeast('pg_restore', await serverVersion(client), 'the server is');
    const options = ['--single-transaction', '--exit-on-error', '--no-owner', '--no-privileges'];
    await runOn(url, 'pg_restore', [...options, `--dbname=${client.database}`, from]);
    expectSame(await lookIntoPostgres(client), manifest);
  });
}

function expectSame(found: Snapshot, { rows }: Manifest): void {
  const tables = new Set([...Object.keys(rows), ...Object.keys(found.rows)]);
  const odd = [...tables].find((table) => found.rows[table] !== rows[table]);
  if (odd === undefined) return;
  throw new StartError(
    `restore: ${odd} has ${found.rows[odd] ?? 'no'} rows and had ${rows[odd] ?? 'none'}; ` +
      'do not start upon it, and take another backup',
  );
}
