/**
 * The demo town at 20× speed: every interval is a twentieth of its default, cameras fall and come back all the time, and
 * somebody scrapes and looks at lists. Prints one line of JSON: memory and open files of the service and its workers at
 * the beginning, in the middle and at the end. The town is demonstration data.
 */
import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { townOf } from '../../../test/farm/index.js';
import { apiClient } from '../../demo/api-client.js';
import { type RunningChild, startChild } from '../../demo/child-process.js';
import { registerTown } from '../../demo/register-town.js';
import { type Reading, readProcesses } from './read-processes.js';
import { Troubles } from './troubles.js';

const SPEED = 20;
const WARM_UP_SHARE = 0.2;
const READ_EVERY_MS = 5_000;
const lengthMs = Number(process.env['SOAK_MINUTES'] ?? 20) * 60_000;

const SETTINGS = {
  PROBING_HEARTBEAT_INTERVAL_S: 60 / SPEED,
  PROBING_FRAME_INTERVAL_S: 600 / SPEED,
  PROBING_FACTS_INTERVAL_S: 86_400 / SPEED,
  UPTIME_CLOSE_AFTER_LIVE_S: 300 / SPEED,
  UPTIME_FLAP_WINDOW_S: 3_600 / SPEED,
  UPTIME_FLAP_CLOSE_AFTER_LIVE_S: 1_800 / SPEED,
  UPTIME_INCIDENT_GATHER_S: 60 / SPEED,
  UPTIME_INCIDENT_TOGETHER_S: 300 / SPEED,
};

const town = townOf('anhai');
const token = randomBytes(24).toString('base64url');
const dataDir = mkdtempSync(join(tmpdir(), 'shouwang-soak-'));
const children: RunningChild[] = [];
try {
  process.stdout.write(`${JSON.stringify(await soak())}\n`);
} finally {
  await Promise.all(children.map((child) => child.stop()));
  rmSync(dataDir, { recursive: true, force: true });
}
process.exit(0);

async function soak(): Promise<object> {
  const farm = await start('the farm', ['--import', 'tsx', 'test/farm/main.ts', '--town', town.key], 'ready');
  const service = await start('the service', ['dist/main.js'], 'msg');
  const url = String(service.ready['url']);
  const api = apiClient(url, token);
  await registerTown(api, town, () => {});
  const troubles = new Troubles(
    farm.process,
    town.cameras.filter(({ camera }) => camera.faults.length === 0),
  );
  const readings: Reading[] = [];
  const begun = performance.now();
  while (performance.now() - begun < lengthMs) {
    const next = performance.now() + READ_EVERY_MS;
    troubles.stir();
    await (await fetch(`${url}/metrics`)).text();
    await Promise.all(
      ['camera-states?limit=1000', 'outages?isOpen=true', 'uptime?by=village&window=30d'].map(api.get),
    );
    if (performance.now() - begun > lengthMs * WARM_UP_SHARE)
      readings.push(readProcesses(service.process.pid!));
    await new Promise((resolve) => setTimeout(resolve, Math.max(0, next - performance.now())));
  }
  const outages = await api.get<{ items: object[] }>('outages?limit=1000');
  return {
    minutes: lengthMs / 60_000,
    cameras: town.cameras.length,
    outages: outages.items.length,
    ...parts(readings),
  };
}

function start(name: string, args: readonly string[], sign: 'ready' | 'msg'): Promise<RunningChild> {
  const settings = Object.entries(SETTINGS).map(([key, value]) => [`SHOUWANG_${key}`, String(value)]);
  const env = {
    ...Object.fromEntries(settings),
    SHOUWANG_DATA_DIR: dataDir,
    SHOUWANG_BOOTSTRAP_TOKEN: token,
    SHOUWANG_HTTP_PORT: '0',
  };
  const isReady = (line: Record<string, unknown>): boolean =>
    line[sign] === true || line[sign] === 'listening';
  return startChild({ name, args, env, isReady }).then((child) => {
    children.push(child);
    return child;
  });
}

/** The median of the first, the middle and the last fifth of what was read. */
function parts(readings: readonly Reading[]): Record<string, Reading> {
  const fifth = Math.max(1, Math.floor(readings.length / 5));
  const middle = Math.floor((readings.length - fifth) / 2);
  const of = (from: number): Reading => {
    const some = readings.slice(from, from + fifth);
    const median = (key: keyof Reading): number =>
      some.map((reading) => reading[key]).toSorted((a, b) => a - b)[Math.floor(some.length / 2)]!;
    return {
      serviceMb: median('serviceMb'),
      workersMb: median('workersMb'),
      files: median('files'),
      workers: median('workers'),
    };
  };
  return { beginning: of(0), middle: of(middle), end: of(readings.length - fifth) };
}
