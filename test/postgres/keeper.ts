import { execFileSync, spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { chownSync, cpSync, mkdirSync, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { createInterface } from 'node:readline';
import { binariesFolder } from './binaries.js';
import { freePort } from '../../scripts/free-port.mjs';
import { ServerProcess } from './server-process.js';

/**
 * Keeps one PostgreSQL server for as long as its standard input is open: prints its URL, and when whoever started it
 * is gone (finished, crashed or killed) ends the server and removes its files. It leads a process group of its own,
 * so that a signal to the test run's group does not end it before it has cleared up. With an argument it is the
 * PostgreSQL of that folder.
 */
const NOBODY = 65_534;
const FAST = ['fsync=off', 'synchronous_commit=off', 'full_page_writes=off', 'shared_buffers=64MB'];

const folder = mkdtempSync(join(tmpdir(), 'shouwang-postgres-'));
const identity = process.getuid?.() === 0 ? { uid: NOBODY, gid: NOBODY } : {};
try {
  await keep();
} finally {
  rmSync(folder, { recursive: true, force: true });
}

async function keep(): Promise<void> {
  const orders = createInterface({ input: process.stdin });
  const isAbandoned = once(orders, 'close');
  const binaries = reachableBinaries();
  const password = randomBytes(18).toString('hex');
  initialise(binaries, password);
  const port = await freePort();
  const server = new ServerProcess(() => startServer(binaries, port));
  // Also when this program breaks: nobody else would end it.
  process.once('exit', () => void server.end('SIGQUIT'));
  await server.open();
  orders.on('line', (order) => void obey(server, order));
  process.stdout.write(`postgres://postgres:${password}@127.0.0.1:${port}/postgres\n`);
  await Promise.race([isAbandoned, server.isLost]);
  // SIGQUIT: at once. What is in the folder is thrown away anyhow.
  await server.end('SIGQUIT');
}

/** What tests do to a server: each order is answered with itself once it is done. */
async function obey(server: ServerProcess, order: string): Promise<void> {
  if (order === 'stop') await server.end('SIGINT');
  else if (order === 'open') await server.open();
  else if (order === 'pause') server.pause();
  else if (order === 'resume') server.resume();
  process.stdout.write(`${order}\n`);
}

/** PostgreSQL refuses to run as root, so root hands it to nobody, who can't read below a folder like /root. */
function reachableBinaries(): string {
  const installed = process.argv[2] ?? binariesFolder();
  if (!('uid' in identity)) return installed;
  chownSync(folder, NOBODY, NOBODY);
  if (isOpenToAll(installed)) return installed;
  const copy = join(folder, 'native');
  cpSync(installed, copy, { recursive: true, verbatimSymlinks: true });
  return copy;
}

function isOpenToAll(path: string): boolean {
  if ((statSync(path).mode & 0o001) === 0) return false;
  return dirname(path) === path || isOpenToAll(dirname(path));
}

function initialise(binaries: string, password: string): void {
  const passwordFile = join(folder, 'password');
  writeFileSync(passwordFile, password, { mode: 0o600 });
  if ('uid' in identity) chownSync(passwordFile, NOBODY, NOBODY);
  const args = ['--pgdata', join(folder, 'data'), '--username=postgres', `--pwfile=${passwordFile}`];
  execFileSync(
    join(binaries, 'bin/initdb'),
    [...args, '--auth=scram-sha-256', '--encoding=UTF8', '--no-locale', '--no-sync', '--no-instructions'],
    { ...identity, cwd: folder, stdio: ['ignore', 'ignore', 'inherit'] },
  );
}

function startServer(binaries: string, port: number): ReturnType<typeof spawn> {
  mkdirSync(join(folder, 'data'), { recursive: true });
  const settings = ['listen_addresses=127.0.0.1', 'unix_socket_directories=', ...FAST].flatMap((each) => [
    '-c',
    each,
  ]);
  return spawn(
    join(binaries, 'bin/postgres'),
    ['-D', join(folder, 'data'), '-p', String(port), ...settings],
    {
      ...identity,
      cwd: folder,
      env: { ...process.env, LC_ALL: 'C' },
      stdio: ['ignore', 'ignore', 'pipe'],
    },
  );
}
