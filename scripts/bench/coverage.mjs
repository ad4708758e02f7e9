import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { BUILDINGS, CAMERAS } from './coverage/size.mjs';
import { spread } from './measure.mjs';

const RUNS = 5;
const SUGGESTION_RUNS = 3;
const ASKED = { sites: 50_000, headings: 8, count: 20 };
const OPEN = { buildings: 0, places: 0 };

/**
 * Coverage of a town of 62 km² with 10,000 cameras, 20,000 buildings and 2,000 places on squares of 5 m. Every run is a
 * process of its own, so all of them are cold; ours, `@turf/union` and PostGIS take turns over the same sectors.
 */
export async function coverage() {
  const whole = await repeated(RUNS, () => task('cold', {}));
  const change = await task('change', {});
  const thread = await ownProcess('thread.mjs', []);
  return [
    row(`whole town, cold: ${CAMERAS} cameras, ${BUILDINGS} buildings, ms`, whole, 'ms', 2_000),
    row('the same, CPU, ms', whole, 'cpuMs'),
    row('the same, peak memory of the process, MB', whole, 'peakMb'),
    ...(await unions()),
    ...quantiles('one camera turned, recomputed, ms', change.turns, 20),
    ...quantiles('one camera fails or is mended, recomputed, ms', change.failures, 20),
    one('in the thread: handing the town over blocks the event loop for, ms', thread.handedMs),
    one('in the thread: until the first map is there, ms', thread.loadedMs),
    one('in the thread: event loop delay meanwhile, most, ms', thread.delayMs.max),
    ...quantiles('in the thread: one change of state until the summary is back, ms', thread.changes, 20),
    one('in the thread: peak memory of the process with the thread, MB', thread.peakMb),
    ...(await suggestions('places alone', false)),
    ...(await suggestions('places and ground', true)),
  ];
}

/** The area of all sectors together, on open ground. */
async function unions() {
  const { hasPostgis, HOW_TO_GET, unionByPostgis } = await import('./coverage/postgis.mjs');
  const ours = [];
  const theirs = [];
  ours.push(await task('cold', OPEN));
  theirs.push(await task('turf', {}));
  ours.push(await task('cold', OPEN));
  const postgis = hasPostgis() ? await unionByPostgis(RUNS) : null;
  ours.push(await task('cold', OPEN));
  const median = spread(ours.map(({ ms }) => ms)).median;
  const cpuMedian = spread(ours.map(({ cpuMs }) => cpuMs)).median;
  const rows = [
    row(`union of ${CAMERAS} sectors: ours, ms`, ours, 'ms'),
    one('its area, m²', ours[0].areaM2),
    row('the same by @turf/union, ms', theirs, 'ms'),
    one('its area, of ours', theirs[0].areaM2 / ours[0].areaM2, undefined, 4),
    one('@turf/union ÷ ours (at least)', theirs[0].ms / median, 50, 1),
    one('the same by CPU', theirs[0].cpuMs / cpuMedian, undefined, 1),
  ];
  if (postgis === null) {
    return [...rows, { what: `PostGIS is not there and left out: ${HOW_TO_GET}` }];
  }
  const { ms, areaM2, geos, postgis: version } = postgis;
  return [
    ...rows,
    { what: `the same by PostGIS ${version}, GEOS ${geos.split('-')[0]}, ST_Union, ms`, ...spread(ms, 0) },
    one('its area, of ours', areaM2 / ours[0].areaM2, undefined, 4),
    one('ST_Union ÷ ours (more than)', spread(ms).median / median, 1, 1),
  ];
}

async function suggestions(what, ground) {
  const { count, sites, headings } = ASKED;
  const runs = await repeated(SUGGESTION_RUNS, () => task('suggestions', { ...ASKED, ground }));
  const withMap = runs.map((run) => ({ ms: run.withMap.ms }));
  return [
    row(`${count} suggestions from ${sites} × ${headings}, ${what}, ms`, runs, 'ms', 5_000),
    row('the same, CPU, ms', runs, 'cpuMs'),
    row('the same with the map of the town computed before, ms', withMap, 'ms'),
    row('the same, peak memory of the process, MB', runs, 'peakMb', 500),
  ];
}

function row(what, runs, key, goal) {
  const values = runs.map((run) => run[key]);
  return { what, ...spread(values, 0), ...(goal === undefined ? {} : { goal }) };
}

function one(what, value, goal, digits = 0) {
  return { what, median: Number(value.toFixed(digits)), ...(goal === undefined ? {} : { goal }) };
}

function quantiles(what, { p50, p99, max }, goal) {
  return [
    one(`${what}: p50`, p50, goal, 3),
    one(`${what}: p99`, p99, goal, 3),
    one(`${what}: most`, max, undefined, 3),
  ];
}

async function repeated(count, run) {
  const results = [];
  for (let at = 0; at < count; at += 1) results.push(await run());
  return results;
}

function task(name, asked) {
  return ownProcess('task.mjs', [name, JSON.stringify(asked)]);
}

async function ownProcess(script, args) {
  const file = fileURLToPath(new URL(`coverage/${script}`, import.meta.url));
  const { stdout } = await promisify(execFile)(process.execPath, [file, ...args]);
  return JSON.parse(stdout);
}
