import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { rmSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { temporaryFolder } from '../temporary-folder.mjs';

const running = new Set();
/** So many warnings and errors of each are shown, that a figure is not taken for more than it is. */
const TROUBLES = 5;
// Those with processes of their own end these, too, where they are asked.
process.once('exit', () => running.forEach((child) => child.kill('SIGTERM')));

export const LOGIN = { username: 'monitor', password: 'crowd-2026' };

/** The host of the crowd's camera with this number, from 0. */
export function hostOf(index) {
  return `127.60.${Math.floor(index / 250) + 1}.${(index % 250) + 1}`;
}

/** Virtual cameras in a process of their own, all behind one listener a port. */
export function startCrowd(...args) {
  const command = ['--import', 'tsx', 'test/farm/main.ts', '--shared', ...args];
  return startChild(command, {}, (line) => line.ready === true);
}

/** The built service on an empty data folder, or on a given one; `program` where something of its own is to be done in it. */
export async function startService(settings = {}, dataDir = temporaryFolder('bench'), ...program) {
  const token = randomBytes(24).toString('hex');
  const env = {
    SHOUWANG_DATA_DIR: dataDir,
    SHOUWANG_HTTP_PORT: '0',
    SHOUWANG_BOOTSTRAP_TOKEN: token,
    ...Object.fromEntries(Object.entries(settings).map(([key, value]) => [`SHOUWANG_${key}`, String(value)])),
  };
  const service = await startChild(
    program.length > 0 ? program : ['dist/main.js'],
    env,
    (line) => line.msg === 'listening',
  );
  const call = async (route, body) => {
    const response = await fetch(`${service.ready.url}${route}`, {
      method: body === undefined ? 'GET' : 'POST',
      headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const text = await response.text();
    if (!response.ok) throw new Error(`${route} answered ${response.status}: ${text}`);
    return text;
  };
  const stop = async () => {
    await service.stop();
    rmSync(dataDir, { recursive: true, force: true });
  };
  return {
    ...service,
    stop,
    /** As `stop`, but the data folder stays for the next start. */
    end: service.stop,
    dataDir,
    token,
    call,
    json: async (route, body) => JSON.parse(await call(route, body)),
  };
}

/** Enters the crowd's first cameras into the register, in 42 villages. */
export async function registerCrowd(service, count, { onvif, rtsp }) {
  const made = async (noun, body) => (await service.json(`/api/v1/${noun}`, body)).id;
  const villages = [];
  for (let index = 0; index < 42; index += 1)
    villages.push(await made('villages', { name: `村${index}`, kind: 'village' }));
  const programmeId = await made('programmes', { name: '雪亮工程' });
  const credentialId = await made('credentials', { name: 'monitor', ...LOGIN });
  let next = 0;
  const worker = async () => {
    for (let index = next++; index < count; index = next++) {
      const network = { host: hostOf(index), onvif: { port: onvif }, rtsp: null };
      const villageId = villages[index % villages.length];
      await made('cameras', { name: `camera ${index}`, villageId, programmeId, credentialId, network });
    }
  };
  await Promise.all(Array.from({ length: 8 }, worker));
  return { rtsp };
}

function startChild(args, env, isReady) {
  const isSaid = (line) => {
    const parsed = line.startsWith('{') ? JSON.parse(line) : {};
    return isReady(parsed) ? parsed : null;
  };
  return startProgram(process.execPath, args, { env, isSaid });
}

/**
 * A program that says when it is ready: in a line of its output of which `isSaid` makes something. It ends with this
 * process, however that ends.
 */
export async function startProgram(command, args, { env = {}, isSaid, ...options }) {
  const child = spawn(command, args, {
    ...options,
    env: { ...process.env, ...env },
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  const lines = createInterface({ input: child.stdout });
  running.add(child);
  const ended = new Promise((resolve) => child.once('exit', resolve));
  void ended.then(() => running.delete(child));
  const ready = await new Promise((resolve, reject) => {
    child.once('error', reject);
    void ended.then((code) => reject(new Error(`${args.at(-1)} ended with ${code} before it was ready`)));
    lines.on('line', (line) => {
      const said = isSaid(line);
      if (said !== null) resolve(said);
    });
  });
  const stop = async () => {
    child.kill('SIGTERM');
    await ended;
  };
  let troubles = 0;
  lines.on('line', (line) => {
    if (/"level":[456]0/.test(line) && (troubles += 1) <= TROUBLES) process.stderr.write(`${line}\n`);
  });
  let asked = 0;
  const ask = (question) => {
    const request = (asked += 1);
    child.stdin.write(`${JSON.stringify({ ...question, request })}\n`);
    return new Promise((resolve, reject) => {
      void ended.then((code) => reject(new Error(`${args.at(-1)} ended with ${code} before it answered`)));
      lines.on('line', function hear(line) {
        const answer = line.startsWith('{') ? JSON.parse(line) : {};
        if (answer.request !== request) return;
        lines.off('line', hear);
        if (answer.error === undefined) resolve(answer);
        else reject(new Error(answer.error));
      });
    });
  };
  return { pid: child.pid, ready, ask, stop, tell: (line) => child.stdin.write(`${line}\n`) };
}
