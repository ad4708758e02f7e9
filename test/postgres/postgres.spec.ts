import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { connect } from 'node:net';
import { Client } from 'pg';
import { startFragilePostgres, startPostgres } from '../postgres.js';

const POSTGRES = new URL('../postgres.ts', import.meta.url).href;
const ROOT = fileURLToPath(new URL('../..', import.meta.url));

async function tablesOf(url: string): Promise<unknown[]> {
  const client = new Client(url);
  await client.connect();
  const { rows } = await client.query("SELECT relname FROM pg_class WHERE relname = 'note'");
  await client.query('CREATE TABLE note (text text)');
  await client.end();
  return rows;
}

async function notesIn(url: string): Promise<unknown[]> {
  const client = new Client(url);
  await client.connect();
  const { rows } = await client.query('SELECT text FROM note');
  await client.end();
  return rows;
}

/** Resolves once nothing listens on the port any more. */
async function isGone(port: number): Promise<void> {
  for (;;) {
    const socket = connect(port, '127.0.0.1');
    const isOpen = await Promise.race([
      once(socket, 'connect').then(() => true),
      once(socket, 'error').then(() => false),
    ]).catch(() => false);
    socket.destroy();
    if (!isOpen) return;
    await new Promise((resolve) => {
      setTimeout(resolve, 50);
    });
  }
}

describe('the PostgreSQL of the tests', () => {
  it('gives an empty database each time it is asked', async () => {
    const server = await startPostgres();
    const [one, other] = [await server.newDatabase(), await server.newDatabase()];

    expect([await tablesOf(one), await tablesOf(other)]).toEqual([[], []]);

    await server.stop();
  }, 30_000);

  it('ends when the run that started it is killed', async () => {
    const program = `import { startPostgres } from '${POSTGRES}'; console.log((await startPostgres()).url); setInterval(() => {}, 1000);`;
    const run = spawn(process.execPath, ['--import', 'tsx', '--input-type=module', '-e', program], {
      cwd: ROOT,
      env: { ...process.env, TEST_POSTGRES_URL: '' },
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    const [url] = (await once(createInterface({ input: run.stdout }), 'line')) as [string];
    expect(await tablesOf(url)).toEqual([]);

    run.kill('SIGKILL');

    await isGone(Number(new URL(url).port));
  }, 30_000);
});

describe('a PostgreSQL that things happen to', () => {
  it('says nothing while it is paused, nobody gets in while it is stopped, and it has all that it had', async () => {
    const server = await startFragilePostgres();
    const url = await server.newDatabase();
    expect(await tablesOf(url)).toEqual([]);

    await server.befall('pause');
    const impatient = new Client({ connectionString: url, connectionTimeoutMillis: 300 });
    await expect(impatient.connect()).rejects.toThrow('timeout');
    await server.befall('resume');
    expect(await notesIn(url)).toEqual([]);

    await server.befall('stop');
    await expect(new Client(url).connect()).rejects.toThrow('ECONNREFUSED');
    await server.befall('open');
    expect(await notesIn(url)).toEqual([]);

    await server.stop();
  }, 60_000);
});
