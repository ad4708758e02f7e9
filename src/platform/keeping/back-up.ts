import { existsSync, mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import type { Config } from '../config/config.js';
import { type DatabaseTarget, databaseTarget } from '../database/data-source-options.js';
import { firstLineOf } from '../database/database-trouble.js';
import { StartError } from '../start-error.js';
import { programVersion } from '../version.js';
import { type Choice, copyKept, measureKept, pathsToKeep, synced } from './kept-files.js';
import { DATABASE_FILES, type KeptFile, MANIFEST, type Manifest } from './manifest.js';
import { snapshotPostgres } from './postgres-snapshot.js';
import { type Snapshot, snapshotSqlite } from './sqlite-snapshot.js';

type Settings = Pick<Config, 'dataDir' | 'database'>;

/**
 * Everything that a town needs to go on elsewhere, in a new folder: the service may run and write meanwhile. The folder
 * has its name when it is whole, and not before.
 */
export async function backUp(config: Settings, folder: string, choice: Choice): Promise<Manifest> {
  const target = databaseTarget(config.database.url, config.dataDir);
  if (target.kind === 'sqlite' && !existsSync(target.path))
    throw new StartError(
      `backup: there is no database at ${target.path}; set SHOUWANG_DATA_DIR or SHOUWANG_DATABASE_URL`,
    );
  const whole = resolve(folder);
  if (existsSync(whole)) throw new StartError(`backup: ${whole} is there already; name a folder that is not`);
  const part = join(dirname(whole), `.${basename(whole)}.part`);
  try {
    // What an interrupted one has left.
    rmSync(part, { recursive: true, force: true });
    mkdirSync(part, { recursive: true, mode: 0o700 });
    const manifest = await fill(part, { target, dataDir: config.dataDir, choice });
    renameSync(part, whole);
    await synced(dirname(whole));
    return manifest;
  } catch (cause) {
    rmSync(part, { recursive: true, force: true });
    if (cause instanceof StartError) throw cause;
    throw new StartError(`backup: cannot be written to ${whole}: ${firstLineOf(cause)}`, { cause });
  }
}

interface Source {
  readonly target: DatabaseTarget;
  readonly dataDir: string;
  readonly choice: Choice;
}

/** The database first: whatever it names is on the disk by then. */
async function fill(part: string, { target, dataDir, choice }: Source): Promise<Manifest> {
  const madeAt = new Date().toISOString();
  const name = DATABASE_FILES[target.kind];
  const { migrations, rows } = await snapshot(target, join(part, name));
  const files: KeptFile[] = [{ path: name, ...(await measureKept(join(part, name))) }];
  for (const path of pathsToKeep(dataDir, choice)) {
    const kept = `data/${path}`;
    files.push({ path: kept, ...(await copyKept(join(dataDir, path), join(part, kept))) });
  }
  const manifest: Manifest = {
    format: 1,
    version: programVersion(),
    madeAt,
    engine: target.kind,
    migrations: [...migrations],
    rows: { ...rows },
    files,
  };
  writeFileSync(join(part, MANIFEST), `${JSON.stringify(manifest, null, 2)}\n`, { mode: 0o600, flush: true });
  await synced(part);
  return manifest;
}

function snapshot(target: DatabaseTarget, to: string): Promise<Snapshot> {
  return target.kind === 'sqlite' ? snapshotSqlite(target.path, to) : snapshotPostgres(target.url, to);
}
