/**
 * One measurement of `npm run bench -- coverage` in a process of its own, so that nothing is warm and its memory is its
 * own: `task.mjs NAME JSON` prints one line of JSON.
 */
import { union } from '@turf/union';
import { positionOf, spotOf } from '../../../dist/kernel/geography.js';
import { TownMap } from '../../../dist/coverage/domain/map/town-map.js';
import { answerSuggestions } from '../../../dist/coverage/domain/planning/answer-suggestions.js';
import { percentile } from '../measure.mjs';
import { areaM2OfRings, benchSites, benchTown, numbersOf, sectorsOf } from './town.mjs';

const CHANGES = 2_000;
const TASKS = { cold, change, suggestions, turf };
const MOUNTING = { cameraType: '3' };
for (const field of [
  'resolution',
  'mountHeightM',
  'headingDeg',
  'tiltDeg',
  'horizontalFieldOfViewDeg',
  'verticalFieldOfViewDeg',
  'viewDistanceM',
])
  MOUNTING[field] = null;

const [name, asked] = process.argv.slice(2);
const result = TASKS[name](JSON.parse(asked));
const peakMb = process.resourceUsage().maxRSS / 1_024;
process.stdout.write(`${JSON.stringify({ ...result, peakMb })}\n`);

/** Everything from nothing: squares, buildings, places and what every camera sees. */
function cold(parts) {
  const town = benchTown(parts);
  const measure = stopwatch();
  const map = TownMap.of(town);
  const areaM2 = map.seenAreaM2({ level: 'detect', basis: 'registered' });
  return { ...measure(), areaM2, squares: map.grid.columns * map.grid.rows };
}

/** One camera after another is turned, and put out and mended. */
function change() {
  const map = TownMap.of(benchTown());
  const number = numbersOf(1);
  const [turns, failures] = [[], []];
  for (let at = 0; at < CHANGES; at += 1) {
    const { camera } = map.entry(`camera ${Math.floor(number() * map.cameras.length)}`);
    const sight = { ...camera.sight, headingDeg: number() * 360 };
    turns.push(timed(() => map.put({ ...camera, sight })));
    failures.push(timed(() => map.setLive(camera.id, !camera.isLive)));
  }
  return { turns: shares(turns), failures: shares(failures) };
}

function suggestions({ sites, headings, count, ground }) {
  const town = benchTown();
  const points = benchSites(sites);
  const whole = stopwatch();
  const map = TownMap.of(town);
  const measure = stopwatch();
  const answer = answerSuggestions(map, {
    villageIds: null,
    limit: { kind: 'count', count },
    offer: {
      types: [{ name: '枪机', unitPriceFen: 350_000, mounting: MOUNTING }],
      sites: { points, atPoles: false, lines: [], everyM: 10, gridM: null, forbidden: [] },
      headingsDeg: Array.from({ length: headings }, (_, at) => (360 * at) / headings),
      isOnePerSite: true,
      minDistanceM: 0,
      maxOptions: sites * headings,
    },
    camerasPerPlace: 1,
    requiredPlaceIds: [],
    ground: ground ? { level: 'observe', weightPerHectare: 1 } : null,
    repairs: null,
  });
  const took = measure();
  const { looks, options } = answer.considered;
  return {
    ...took,
    withMap: whole(),
    looks,
    options,
    cameras: answer.cameras.length,
    proven: answer.bound.provenShare,
  };
}

/** The sectors of all cameras on open ground, made one: in degrees, for of metres it makes rings that do not close. */
function turf() {
  const { plane, cameras } = benchTown();
  const point = ([eastM, northM]) => {
    const { longitudeDeg, latitudeDeg } = positionOf(plane, { eastM, northM });
    return [longitudeDeg, latitudeDeg];
  };
  const features = sectorsOf(cameras).map((ring) => ({
    type: 'Feature',
    properties: {},
    geometry: { type: 'Polygon', coordinates: [ring.map(point)] },
  }));
  const measure = stopwatch();
  const { geometry } = union({ type: 'FeatureCollection', features });
  const took = measure();
  const polygons = geometry.type === 'Polygon' ? [geometry.coordinates] : geometry.coordinates;
  const metres = ([longitudeDeg, latitudeDeg]) => {
    const { eastM, northM } = spotOf(plane, { longitudeDeg, latitudeDeg });
    return [eastM, northM];
  };
  const areaM2 = polygons.reduce(
    (sum, rings) => sum + areaM2OfRings(rings.map((ring) => ring.map(metres))),
    0,
  );
  return { ...took, areaM2 };
}

/** Both clocks: on a machine that does much else the CPU says more. */
function stopwatch() {
  const [begun, cpu] = [performance.now(), process.cpuUsage()];
  return () => {
    const { user, system } = process.cpuUsage(cpu);
    return { ms: performance.now() - begun, cpuMs: (user + system) / 1_000 };
  };
}

function timed(act) {
  const begun = performance.now();
  act();
  return performance.now() - begun;
}

function shares(values) {
  return { p50: percentile(values, 0.5), p99: percentile(values, 0.99), max: Math.max(...values) };
}
