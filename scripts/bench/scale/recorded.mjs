import { startPostgres } from '../hundred-thousand.mjs';
import { cpuMsOfTree, percentile, residentMbOf } from '../measure.mjs';
import { startCrowd, startService } from '../processes.mjs';
import { exponentOf } from './exponent.mjs';
import { writeTown } from './recorded-town.mjs';
import { freePort } from '../../free-port.mjs';
import { growthOf, tablesOf } from './tables.mjs';

const PROGRAM = 'scripts/bench/scale/recorded-service.mjs';
const SECRET_KEY = '5e'.repeat(32);
const [MINUTE_MS, HOUR_MS, DAY_MS] = [60_000, 3_600_000, 86_400_000];
const CALLS = 40;
/** For rows and bytes: what changes is all there, what only says that nothing changed comes seldom. */
const SPARSE = {
  PROBING_HEARTBEAT_INTERVAL_S: 3_600,
  PROBING_FRAME_INTERVAL_S: 86_400,
  UPTIME_MISSED_HEARTBEATS: 1,
  UPTIME_FAILED_FRAMES: 1,
};
/** A fall and a recovery a day of each camera: long enough that one seldom beat sees it, and one confirms it here. */
const SPARSE_DOWN_MS = 1.5 * HOUR_MS;
const DENSE_DOWN_MS = HOUR_MS / 2;
/** The first pictures of a start come within two heartbeats. */
const WARM_UP_MS = 4 * MINUTE_MS;
/** As many probes of each size. */
const DENSE_CAMERA_MINUTES = 500_000;
/** A week of 100,000. */
const LONGEST_CAMERA_DAYS = 700_000;

/** Cameras that answer from a tape, in the role `all` on PostgreSQL: what each figure is at three sizes, and how it grows. */
export async function recorded({ sizes, days }) {
  const farm = await startCrowd('--count', '1', '--port', String(await freePort()));
  try {
    const columns = [];
    for (const cameras of sizes) {
      columns.push(await oneSize(farm, { cameras, days: Math.min(days, LONGEST_CAMERA_DAYS / cameras) }));
      process.stdout.write(`${JSON.stringify(columns.at(-1))}\n`);
    }
    return Object.keys(columns[0]).map((what) => growthRow(what, sizes, columns));
  } finally {
    await farm.stop();
  }
}

function growthRow(what, sizes, columns) {
  const values = columns.map((column) => column[what] ?? NaN);
  const shown = Object.fromEntries(sizes.map((size, at) => [size, Number(values[at].toPrecision(3))]));
  return { what, ...shown, exponent: exponentOf(sizes, values) };
}

async function oneSize(farm, { cameras, days }) {
  const postgres = await startPostgres();
  try {
    const town = {
      cameras,
      farm,
      postgres,
      ...(await writeTown(whereOf(postgres), { cameras, ports: farm.ready.ports })),
    };
    const start = Date.now();
    const week = await rowsOfDays(town, start, days);
    process.stderr.write(`${JSON.stringify({ cameras, ...week })}\n`);
    return { 'simulated days': days, ...week, ...(await costOfMinutes(town, start + days * DAY_MS)) };
  } finally {
    await postgres.stop();
  }
}

function whereOf({ url }) {
  return { DATABASE_URL: url, SECRET_KEY };
}

async function startTape({ farm, postgres, cameraId }, { start, downMs, settings }) {
  const begun = performance.now();
  const service = await startService(
    { ...settings, ...whereOf(postgres) },
    undefined,
    PROGRAM,
    String(start),
    String(downMs),
  );
  const startS = (performance.now() - begun) / 1_000;
  await farm.ask({ do: 'change', id: 'cam-1', patch: { faults: [] } });
  await service.ask({ do: 'record', cameraId, as: 'well' });
  await farm.ask({ do: 'change', id: 'cam-1', patch: { faults: ['accept-silent'] } });
  await service.ask({ do: 'record', cameraId, as: 'silent' });
  return { service, startS };
}

/** What simulated days leave in the database, a camera and day. */
async function rowsOfDays(town, start, days) {
  const { service } = await startTape(town, { start, downMs: SPARSE_DOWN_MS, settings: SPARSE });
  await service.ask({ do: 'pass', ms: HOUR_MS });
  const before = await tablesOf(town.postgres.url);
  const begun = performance.now();
  await service.ask({ do: 'pass', ms: days * DAY_MS - HOUR_MS });
  const seconds = (performance.now() - begun) / 1_000;
  await service.stop();
  const after = await tablesOf(town.postgres.url);
  const size = {
    'seconds of the simulation': seconds,
    'MB in all tables at the end': [...after.values()].reduce((all, { bytes }) => all + bytes, 0) / 1e6,
  };
  // Not every camera has fallen and come back.
  if (days < 1) return size;
  const grown = growthOf(before, after);
  const cameraDays = town.cameras * (days - HOUR_MS / DAY_MS);
  const outages = grown.find(({ name }) => name === 'uptime_outages')?.rows ?? 0;
  if (Math.abs(outages / cameraDays - 1) > 0.05)
    throw new Error(
      `${outages / cameraDays} outages a camera-day in place of one: these rows are of another county`,
    );
  const sum = (what) => grown.reduce((all, each) => all + each[what], 0);
  return {
    ...size,
    'rows a camera-day': sum('rows') / cameraDays,
    'bytes a camera-day': sum('bytes') / cameraDays,
    ...Object.fromEntries(
      grown.slice(0, 5).map(({ name, bytes }) => [`bytes a camera-day: ${name}`, bytes / cameraDays]),
    ),
  };
}

/** CPU at the default intervals, then how soon it answers at rest. */
async function costOfMinutes(town, start) {
  const { service, startS } = await startTape(town, { start, downMs: DENSE_DOWN_MS, settings: {} });
  await service.ask({ do: 'pass', ms: WARM_UP_MS });
  const minutes = Math.round(DENSE_CAMERA_MINUTES / town.cameras);
  const databaseMs = cpuMsOfTree(town.postgres.pid);
  const { cpuMs, probes } = await service.ask({ do: 'pass', ms: minutes * MINUTE_MS });
  const cameraDays = (town.cameras * minutes * MINUTE_MS) / DAY_MS;
  const found = {
    'start with its history, s': startS,
    'probes a camera-day': probes / cameraDays,
    'CPU s a camera-day: the service, without sockets': cpuMs / 1_000 / cameraDays,
    'CPU s a camera-day: PostgreSQL': (cpuMsOfTree(town.postgres.pid) - databaseMs) / 1_000 / cameraDays,
    ...(await answersOf(service)),
    'resident MB of the service': residentMbOf(service.pid),
  };
  await service.stop();
  return found;
}

async function answersOf(service) {
  const found = {};
  for (const [what, route] of Object.entries({
    '/metrics': '/metrics',
    list: '/api/v1/cameras?limit=100',
    search: `/api/v1/cameras?q=${encodeURIComponent('村口 00')}`,
    'search, nowhere': `/api/v1/cameras?q=${encodeURIComponent('龘')}`,
    uptime: '/api/v1/uptime?by=village&window=30d',
    'month report': `/api/v1/uptime/report?month=${new Date().toISOString().slice(0, 7)}`,
    coverage: '/api/v1/coverage',
  })) {
    const took = [];
    for (let call = 0; call < CALLS; call += 1) {
      const begun = performance.now();
      await service.call(route);
      took.push(performance.now() - begun);
    }
    found[`${what} p50, ms`] = percentile(took.slice(1), 0.5);
    found[`${what} p95, ms`] = percentile(took.slice(1), 0.95);
    found[`${what} first, ms`] = took[0];
  }
  return found;
}
