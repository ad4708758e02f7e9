/**
 * `node --import tsx test/upgrades/make-fixture.ts`, once for each version that is released, with that version: a town
 * with a row in every table, as SQLite's file and as a plain dump of PostgreSQL. Needs Chromium and Debian's PostgreSQL.
 */
import { execFileSync } from 'node:child_process';
import { copyFileSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import Database from 'better-sqlite3';
import { loadConfig } from '../../src/platform/config/load-config.js';
import { moveTown } from '../../src/platform/keeping/move/move-town.js';
import { snapshotSqlite } from '../../src/platform/keeping/sqlite-snapshot.js';
import { programVersion } from '../../src/platform/version.js';
import { ROOM_SCHEMAS } from '../../src/schema.js';
import { WholeTown } from '../browser/whole-town.js';
import { until } from '../e2e/built-service.js';
import { TOKEN } from '../e2e/service.js';
import { startDebianPostgres } from '../postgres.js';
import { fillEmptyTables } from './fill.js';

const CLOSE = { maxBuffer: 50_000_000, encoding: 'utf8' } as const;
const GEOJSON = 'application/geo+json';
const BEST = { level: 9 } as const;

const folder = join(import.meta.dirname, programVersion());
const work = mkdtempSync(join(tmpdir(), 'shouwang-fixture-'));
const file = join(work, 'shouwang.sqlite');
mkdirSync(folder, { recursive: true });
try {
  await makeTown();
  writeFileSync(join(folder, 'shouwang.sqlite.gz'), gzipSync(readFileSync(file), BEST));
  writeFileSync(join(folder, 'postgres.sql.gz'), gzipSync(await plainDump(), BEST));
} finally {
  rmSync(work, { recursive: true, force: true });
}
process.exit(0);

async function makeTown(): Promise<void> {
  const town = await WholeTown.open(199);
  try {
    await addByApi(town);
    await snapshotSqlite(join(town.house.dataDir, 'shouwang.sqlite'), file);
    copyFileSync(join(town.house.dataDir, 'secret.key'), join(folder, 'secret.key'));
  } finally {
    await town.close();
  }
  const database = new Database(file);
  const one = (query: string): string => database.prepare(query).pluck().get() as string;
  fillEmptyTables(database, {
    villageId: one('SELECT id FROM villages'),
    cameraId: one('SELECT id FROM cameras'),
    channelId: one('SELECT id FROM channels'),
    purchaseId: one('SELECT id FROM purchases'),
    userId: one('SELECT id FROM users'),
  });
  database.exec('VACUUM');
  database.close();
}

async function addByApi({ house, ids }: WholeTown): Promise<void> {
  const { service } = house;
  await service.json('camera-filters', { name: '下村', filter: { q: '下村' } });
  const { villageId } = ids;
  await service.json('tokens', { name: '大屏', role: 'village', villageIds: [villageId] });
  const put = async (path: string, body: object, type = 'application/json'): Promise<void> => {
    const headers = { authorization: `Bearer ${TOKEN}`, 'content-type': type };
    const init = { method: 'PUT', headers, body: JSON.stringify(body) };
    const response = await fetch(`${service.url}/api/v1/${path}`, init);
    if (!response.ok) throw new Error(`${path}: ${await response.text()}`);
  };
  await put(`cameras/${ids['live']}/picture-checks`, { reason: '白墙', checks: {} });
  await put(`villages/${villageId}/buildings`, { type: 'FeatureCollection', features: [] }, GEOJSON);
  const found = (): Promise<{ items: unknown[] }> => service.json('candidates');
  await until(async () => (await found()).items.length > 0);
}

/** What one reads with a `psql` of any version, and `pg` without any. */
async function plainDump(): Promise<string> {
  const server = await startDebianPostgres();
  try {
    const url = await server.newDatabase();
    await moveTown(loadConfig({ SHOUWANG_DATA_DIR: work, SHOUWANG_DATABASE_URL: url }), ROOM_SCHEMAS);
    const args = ['--inserts', '--no-owner', '--no-privileges', '--no-comments', `--dbname=${url}`];
    const dump = execFileSync('pg_dump', args, CLOSE);
    return dump
      .split('\n')
      .filter((line) => !/^(?:--|\\|SET |SELECT pg_catalog\.set_config)/.test(line))
      .join('\n');
  } finally {
    await server.stop();
  }
}
