import { execFile, execFileSync, spawn } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { Client } from 'pg';
import { freePort } from '../../free-port.mjs';
import { pause } from '../measure.mjs';
import { benchTown, sectorsOf } from './town.mjs';

const BIN = '/usr/lib/postgresql/15/bin';
const EXTENSION = '/usr/share/postgresql/15/extension/postgis.control';
const ATTEMPTS = 100;
const ROWS_PER_STATEMENT = 1_000;

export const HOW_TO_GET = 'apt-get install -y --no-install-recommends postgresql-15-postgis-3';

export function hasPostgis() {
  return existsSync(EXTENSION) && existsSync(path.join(BIN, 'postgres'));
}

/** `ST_Union` of the sectors of all cameras on open ground, in a server of Debian's of our own; milliseconds of each run. */
export async function unionByPostgis(runs) {
  const server = await startServer();
  try {
    const client = new Client(server.url);
    await client.connect();
    await client.query('CREATE EXTENSION postgis');
    await fill(client, sectorsOf(benchTown().cameras));
    const { rows } = await client.query(
      'SELECT postgis_lib_version() AS postgis, postgis_geos_version() AS geos',
    );
    const found = { ...rows[0], ms: [], areaM2: 0 };
    for (let run = 0; run < runs; run += 1) {
      const begun = performance.now();
      const answer = await client.query('SELECT ST_Area(ST_Union(sector)) AS area FROM sectors');
      found.ms.push(performance.now() - begun);
      found.areaM2 = answer.rows[0].area;
    }
    await client.end();
    return found;
  } finally {
    await server.stop();
  }
}

async function fill(client, rings) {
  await client.query('CREATE TABLE sectors (sector geometry NOT NULL)');
  for (let at = 0; at < rings.length; at += ROWS_PER_STATEMENT) {
    const part = rings.slice(at, at + ROWS_PER_STATEMENT);
    const values = part.map((ring) => `POLYGON((${ring.map((point) => point.join(' ')).join(', ')}))`);
    await client.query('INSERT INTO sectors SELECT ST_GeomFromText(wkt) FROM unnest($1::text[]) AS wkt', [
      values,
    ]);
  }
  await client.query('ANALYZE sectors');
}

/** PostgreSQL refuses to run as root; Debian's package brings a user for it. */
async function startServer() {
  const folder = mkdtempSync(path.join(tmpdir(), 'shouwang-postgis-'));
  const port = await freePort();
  const isRoot = process.getuid() === 0;
  if (isRoot) execFileSync('chown', ['postgres', folder]);
  const as = (program, args) =>
    isRoot
      ? [
          'setpriv',
          ['--reuid=postgres', '--regid=postgres', '--clear-groups', path.join(BIN, program), ...args],
        ]
      : [path.join(BIN, program), args];
  const data = path.join(folder, 'data');
  await promisify(execFile)(...as('initdb', ['-D', data, '-U', 'postgres', '-A', 'trust', '-N']));
  const options = ['-D', data, '-p', String(port), '-h', '127.0.0.1', '-k', ''];
  const server = spawn(...as('postgres', options), { stdio: 'ignore' });
  const ended = new Promise((resolve) => server.once('exit', resolve));
  const url = `postgresql://postgres@127.0.0.1:${port}/postgres`;
  const stop = async () => {
    server.kill('SIGINT');
    await ended;
    rmSync(folder, { recursive: true, force: true });
  };
  try {
    await reached(url);
  } catch (cause) {
    await stop();
    throw cause;
  }
  return { url, stop };
}

async function reached(url) {
  for (let attempt = 1; ; attempt += 1) {
    const client = new Client(url);
    try {
      await client.connect();
      return await client.end();
    } catch (cause) {
      if (attempt === ATTEMPTS) throw new Error('PostGIS does not answer', { cause });
      await pause(100);
    }
  }
}
