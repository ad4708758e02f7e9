import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { gunzipSync } from 'node:zlib';
import { Client } from 'pg';
import { startPostgres } from '../hundred-thousand.mjs';
import { cpuMsOfTree, residentMbOfTree } from '../measure.mjs';
import { startProgram } from '../processes.mjs';
import { temporaryFolder } from '../../temporary-folder.mjs';

const SERVER = '/usr/sbin/zabbix_server';
const TABLES = '/usr/share/zabbix-server-pgsql';
/** Zabbix 6.0 knows the PostgreSQL that Debian had with it. */
const DEBIAN_POSTGRES = '/usr/lib/postgresql/15';
/** It takes none above 32767, where ports that are free are found. */
const TRAPPER_PORT = 18_731;
const FIRST = 500_000;
const HTTP_AGENT = 19;
const TEXT = 4;
const POST = 1;
const NOT_SUPPORTED = 1;

export const ZABBIX = {
  who: 'Zabbix 6.0 with its PostgreSQL',
  install: 'apt-get install -y --no-install-recommends zabbix-server-pgsql postgresql',
  isThere: () => existsSync(SERVER) && existsSync(DEBIAN_POSTGRES),
  start,
};

/** One HTTP agent item a camera, its answer kept for an hour; a camera is down when its item is said to get no answer. */
async function start({ urls, call, intervalS }) {
  const postgres = await startPostgres(DEBIAN_POSTGRES);
  const client = new Client(postgres.url);
  await client.connect();
  for (const name of ['schema', 'images', 'data'])
    await client.query(gunzipSync(readFileSync(path.join(TABLES, `${name}.sql.gz`))).toString('utf8'));
  await client.query('UPDATE hosts SET status = 1 WHERE status = 0');
  await enter(client, { urls, call, intervalS });
  const folder = temporaryFolder('zabbix');
  const server = await startProgram(SERVER, ['-f', '-c', writeConfig(folder, postgres.url)], {
    isSaid: (line) => (line.includes('server #0 started') ? true : null),
  });
  const both = [server.pid, postgres.pid];
  const count = async (where, values = []) =>
    Number((await client.query(`SELECT count(*) AS count FROM ${where}`, values)).rows[0].count);
  return {
    cpuMs: () => both.reduce((sum, pid) => sum + cpuMsOfTree(pid), 0),
    mb: () => both.reduce((sum, pid) => sum + residentMbOfTree(pid), 0),
    up: () => count('(SELECT DISTINCT itemid FROM history_text) AS answered'),
    isDown: async (url) =>
      (await count('item_rtdata r JOIN items i USING (itemid) WHERE i.url = $1 AND r.state = $2', [
        url,
        NOT_SUPPORTED,
      ])) === 1,
    stop: async () => {
      await client.end();
      await server.stop();
      await postgres.stop();
    },
  };
}

/** Past its pages: rows as they would write them. */
async function enter(client, { urls, call, intervalS }) {
  const numbers = urls.map((_, at) => FIRST + at);
  await client.query(
    `INSERT INTO hosts (hostid, host, name, status) SELECT id, 'camera ' || id, 'camera ' || id, 0 FROM unnest($1::bigint[]) AS id`,
    [numbers],
  );
  await client.query(
    `INSERT INTO items (itemid, hostid, name, key_, type, value_type, delay, history, trends, url, posts, headers, request_method, timeout)
     SELECT id, id, 'clock', 'onvif.clock', ${HTTP_AGENT}, ${TEXT}, $3, '1h', '0', url, $4, 'Content-Type: application/soap+xml', ${POST}, '5s'
     FROM unnest($1::bigint[], $2::text[]) AS camera (id, url)`,
    [numbers, urls, `${intervalS}s`, call],
  );
  await client.query('INSERT INTO item_rtdata (itemid) SELECT unnest($1::bigint[])', [numbers]);
}

function writeConfig(folder, url) {
  const { hostname, port, username, password, pathname } = new URL(url);
  const settings = {
    ListenIP: '127.0.0.1',
    ListenPort: TRAPPER_PORT,
    SocketDir: folder,
    PidFile: path.join(folder, 'pid'),
    LogType: 'console',
    AllowRoot: 1,
    DBHost: hostname,
    DBPort: port,
    DBName: pathname.slice(1),
    DBUser: username,
    DBPassword: password,
    StartPollers: 10,
    CacheSize: '128M',
  };
  const file = path.join(folder, 'zabbix.conf');
  const lines = Object.entries(settings).map(([key, value]) => `${key}=${value}`);
  writeFileSync(file, `${lines.join('\n')}\n`, { mode: 0o600 });
  return file;
}
