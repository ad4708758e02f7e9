import { existsSync, mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import Database from 'better-sqlite3';
import { percentile, residentMbOf } from './measure.mjs';
import { registerCrowd, startService } from './processes.mjs';

const CAMERAS = 10_000;
/** Two changes a day and camera, for a year. */
const TRANSITIONS_PER_CAMERA = 730;
const YEAR_MS = 365 * 86_400_000;
const CALLS = 200;

/** `/metrics` and the ratios of a month, with 10,000 cameras and a year of transitions. */
export async function scrapes() {
  const dataDir = mkdtempSync(path.join(tmpdir(), 'shouwang-bench-'));
  const quiet = { PROBING_HEARTBEAT_INTERVAL_S: 3_600, PROBING_FRAME_INTERVAL_S: 86_400 };
  const first = await startService(quiet, dataDir);
  await registerCrowd({ ...first }, CAMERAS, { onvif: 9, rtsp: 9 });
  // Stopped, but its folder is kept.
  process.kill(first.pid, 'SIGTERM');
  await new Promise((resolve) => setTimeout(resolve, 4_000));
  const rows = writeYear(path.join(dataDir, 'shouwang.sqlite'));
  const begun = performance.now();
  const service = await startService(quiet, dataDir);
  const startMs = performance.now() - begun;
  const scrape = await timed(() => service.call('/metrics'));
  const uptime = await timed(() => service.call('/api/v1/uptime?by=village&window=30d'));
  const resident = residentMbOf(service.pid);
  await service.stop();
  if (existsSync(dataDir)) throw new Error('the data folder was left behind');
  return [
    { what: '/metrics', ...scrape },
    { what: '/api/v1/uptime?by=village&window=30d', ...uptime },
    { what: `start with ${rows} transitions`, 'p50 ms': Math.round(startMs) },
    { what: 'resident memory, MB', 'p50 ms': Math.round(resident) },
  ];
}

function writeYear(file) {
  const database = new Database(file);
  const cameras = database.prepare('SELECT id FROM cameras').all();
  const insert = database.prepare(
    'INSERT INTO uptime_transitions (id, camera_id, at, from_state, to_state, fault_code, fault_detail) VALUES (?, ?, ?, ?, ?, ?, ?)',
  );
  const now = Date.now();
  let rows = 0;
  database.transaction(() => {
    for (const { id } of cameras) {
      for (let index = 0; index < TRANSITIONS_PER_CAMERA; index += 1) {
        const at = Math.round(now - YEAR_MS + ((index + Math.random()) * YEAR_MS) / TRANSITIONS_PER_CAMERA);
        const isUp = index % 2 === 0;
        insert.run(
          `${id}-${index}`,
          id,
          at,
          isUp ? 'offline' : 'online',
          isUp ? 'online' : 'offline',
          isUp ? null : 'connect-timeout',
          null,
        );
        rows += 1;
      }
    }
  })();
  database.close();
  return rows;
}

async function timed(call) {
  const took = [];
  for (let index = 0; index < CALLS; index += 1) {
    const begun = performance.now();
    await call();
    took.push(performance.now() - begun);
  }
  return {
    'p50 ms': Math.round(percentile(took, 0.5)),
    'p99 ms': Math.round(percentile(took, 0.99)),
    calls: CALLS,
  };
}
