import { gauge, late, lateness, total } from '../exposition.mjs';
import { cpuMsOfTree, pause, residentMbOfTree } from '../measure.mjs';
import { openCounty } from './county.mjs';

const LONGEST_START_MS = 15 * 60_000;
const SETTLE_MS = 60_000;
const LOOK_MS = 10_000;
const INTERVAL_S = 60;
const HOUR_MS = 3_600_000;

/** Real sockets at the default intervals: how late, and what a camera costs for an hour, process by process. */
export async function sockets({ cameras, minutes, queue }) {
  const county = await openCounty({ cameras, queue });
  try {
    const startedS = await everyCameraSeen(county);
    await pause(SETTLE_MS);
    const before = await lookAt(county);
    await pause(minutes * 60_000);
    const after = await lookAt(county);
    return [{ what: 'until every camera was seen, s', value: startedS }, ...rows(county, before, after)];
  } finally {
    await county.close();
  }
}

async function everyCameraSeen({ control, cameras }) {
  const begun = performance.now();
  for (;;) {
    const judged = countOf(await control.call('/metrics'), '(?!unknown)\\w+');
    const tookMs = performance.now() - begun;
    if (judged === cameras) return Math.round(tookMs / 1_000);
    if (tookMs > LONGEST_START_MS) throw new Error(`after ${tookMs} ms only ${judged} cameras were judged`);
    process.stderr.write(`${judged} of ${cameras} cameras seen after ${Math.round(tookMs / 1_000)} s\n`);
    await pause(LOOK_MS);
  }
}

/** Cameras in states like this. */
function countOf(text, state) {
  return total(text, new RegExp(`shouwang_cameras\\{[^}]*state="${state}"\\} (\\d+)`, 'g'));
}

async function lookAt({ control, probers, redis, postgres, farm }) {
  const processes = {
    control,
    ...Object.fromEntries(probers.map((prober, index) => [`prober ${index + 1}`, prober])),
    ...(redis && { Redis: redis }),
    PostgreSQL: postgres,
    'the farm': farm,
  };
  const measured = Object.entries(processes).map(([who, { pid }]) => [
    who,
    { cpuMs: cpuMsOfTree(pid), mb: residentMbOfTree(pid) },
  ]);
  const { bytesHeard, bytesSaid } = (await farm.ask({ do: 'stats' })).stats;
  return {
    atMs: performance.now(),
    metrics: await control.call('/metrics'),
    processes: Object.fromEntries(measured),
    queueBytes: (await redis?.bytes()) ?? null,
    cameraBytes: bytesHeard + bytesSaid,
  };
}

function rows({ cameras }, before, after) {
  const ms = after.atMs - before.atMs;
  const cameraHours = (cameras * ms) / HOUR_MS;
  const p99 = lateness(before.metrics, after.metrics, 0.99);
  return [
    { what: 'cameras', value: cameras },
    { what: 'online at the end', value: countOf(after.metrics, 'online') },
    { what: 'probes in the window', value: late(after.metrics, 'count') - late(before.metrics, 'count') },
    { what: 'beats dropped in the window', value: droppedOf(after.metrics) - droppedOf(before.metrics) },
    { what: 'lateness, half of the probes below, s', value: lateness(before.metrics, after.metrics, 0.5) },
    { what: 'lateness, 99 of 100 below, s', value: p99 },
    { what: 'the same, % of the interval', value: (100 * p99) / INTERVAL_S },
    { what: 'event loop delay of control p99, ms', value: delayMs(after.metrics) },
    ...Object.keys(after.processes).map((who) => {
      const [from, to] = [before.processes[who], after.processes[who]];
      const cpuMs = to.cpuMs - from.cpuMs;
      return {
        what: `${who}: CPU seconds a camera-hour`,
        value: cpuMs / 1_000 / cameraHours,
        '% of a core': (100 * cpuMs) / ms,
        'resident MB': to.mb,
      };
    }),
    // PostgreSQL does not count what it sends and hears.
    ...(after.queueBytes === null
      ? []
      : [traffic('queue', after.queueBytes - before.queueBytes, cameraHours)]),
    traffic('cameras', after.cameraBytes - before.cameraBytes, cameraHours),
  ].map(rounded);
}

function traffic(whose, bytes, cameraHours) {
  return { what: `${whose}: kB a camera-hour`, value: bytes / 1_000 / cameraHours };
}

function droppedOf(text) {
  return gauge(text, 'shouwang_prober_beats_dropped_total');
}

function delayMs(text) {
  return gauge(text, 'nodejs_eventloop_lag_p99_seconds') * 1_000;
}

function rounded(row) {
  return Object.fromEntries(
    Object.entries(row).map(([key, value]) => [
      key,
      typeof value === 'number' ? Number(value.toPrecision(4)) : value,
    ]),
  );
}
