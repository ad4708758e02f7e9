import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { setTimeout as delay } from 'node:timers/promises';
import { freePort } from './free-port.mjs';
import { keepUntilEnd, ROOT } from './run.mjs';
import { temporaryFolder } from './temporary-folder.mjs';

const READY_WITHIN_MS = 30_000;
const STOPPED_WITHIN_MS = 15_000;

/**
 * Starts `dist` on an empty data folder, waits until it is ready, lets `use` ask it something at its address, and ends it
 * politely; returns what went wrong, if anything.
 */
export async function startBuilt(use = async (_url) => {}) {
  const port = await freePort();
  const service = startService(temporaryFolder('start'), port);
  try {
    const fault = await readiness(service, port);
    if (fault !== undefined) return fault;
    await use(new URL(`http://127.0.0.1:${port}`));
    return await farewell(service);
  } finally {
    service.child.kill('SIGKILL');
  }
}

function startService(dataDir, port) {
  const env = {
    ...process.env,
    SHOUWANG_HTTP_HOST: '127.0.0.1',
    SHOUWANG_HTTP_PORT: String(port),
    SHOUWANG_DATA_DIR: dataDir,
    SHOUWANG_BOOTSTRAP_TOKEN: randomBytes(24).toString('hex'),
  };
  const child = spawn(process.execPath, ['dist/main.js'], {
    cwd: ROOT,
    env,
    stdio: ['ignore', 'pipe', 'pipe'],
    detached: true,
  });
  keepUntilEnd(child);
  const service = { child, output: '', exited: once(child, 'close') };
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => (service.output += chunk));
  return service;
}

async function readiness(service, port) {
  const { child, exited } = service;
  const giveUpAtMs = performance.now() + READY_WITHIN_MS;
  while (performance.now() < giveUpAtMs) {
    if (child.exitCode !== null || child.signalCode !== null) {
      await exited;
      return `dist/main.js ended before it was ready (exit ${child.exitCode ?? child.signalCode})\n${service.output}`;
    }
    const status = await fetch(`http://127.0.0.1:${port}/health/ready`, {
      signal: AbortSignal.timeout(2_000),
    })
      .then((answer) => answer.status)
      .catch(() => undefined);
    if (status === 200) return undefined;
    await delay(100);
  }
  return `GET /health/ready was not 200 within ${READY_WITHIN_MS / 1000} s\n${service.output}`;
}

async function farewell(service) {
  const { child, exited } = service;
  child.kill('SIGTERM');
  const ended = await Promise.race([exited, delay(STOPPED_WITHIN_MS, undefined, { ref: false })]);
  if (ended === undefined)
    return `still running ${STOPPED_WITHIN_MS / 1000} s after SIGTERM\n${service.output}`;
  const [code, signal] = ended;
  return code === 0
    ? undefined
    : `SIGTERM ended it with ${code ?? signal} instead of exit 0\n${service.output}`;
}
