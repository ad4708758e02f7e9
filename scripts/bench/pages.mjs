import { inTurns, ratio, sides } from './measure.mjs';
import { liveHour } from './pages/hour.mjs';
import { startTown } from './pages/town.mjs';
import { visit } from './pages/visit.mjs';

const SIZES = [400, 10_000];
const VISITS = 3;
/** In which an hour of changes passes, unless `--minutes` says otherwise; 60 is real time. */
const HOUR_IN_MINUTES = 1.25;

const VISIT_ROWS = {
  figuresS: 'first line with figures, s',
  countsS: 'counts of the map, s',
  cameraS: 'a click on the map opens a camera, s',
  drawnS: 'all cameras are drawn, s',
  pageCpuS: "CPU of the page's own thread until the click, s",
  browserCpuS: 'CPU of the whole browser until the click, s',
  frameMs: 'between frames while the map is dragged, median, ms',
  slowFrameMs: '– 95 of 100 below, ms',
  camerasKb: '/board/cameras as sent, kB',
  villagesKb: '/board/villages as sent, kB',
  assetsKb: 'scripts and styles as sent, kB',
};

/** The overview in a browser over a town of 400 cameras and one of 10,000, side by side. */
export async function pages({ minutes = HOUR_IN_MINUTES } = {}) {
  const towns = await Promise.all(SIZES.map((count) => startTown(count)));
  const visits = await inTurns(towns, VISITS, (town) => visit(town).then(said));
  const rows = sides(SIZES, VISIT_ROWS, visits);
  const lengthMs = Number(minutes) * 60_000;
  const hours = [];
  for (const times of [1, 10])
    hours.push(
      ...hourRows(
        times,
        await Promise.all(towns.map((town) => liveHour(town, { times, lengthMs }).then(said))),
      ),
    );
  await Promise.all(towns.map((town) => town.stop()));
  return [...rows, ...hours];
}

/** Of a run that is broken off, what was found until then is there. */
function said(found) {
  process.stderr.write(`${JSON.stringify(found)}\n`);
  return found;
}

function hourRows(times, hours) {
  const name = times === 1 ? 'an hour of changes' : `${times} times as many`;
  const row = (what, valueOf) => {
    const [few, many] = hours.map((hour) => valueOf(hour));
    return { what: `${name}: ${what}`, [SIZES[0]]: few, [SIZES[1]]: many, ratio: ratio(many, few) };
  };
  return [
    row('changes of state', ({ changes }) => changes),
    row('told in so many events', ({ told }) => told),
    ...['heapMb', 'nodes', 'listeners'].flatMap((key) => [
      row(`${key} at the end`, ({ end }) => Number(end[key].toFixed(1))),
      row(`${key}, end ÷ first tenth (flat is 1)`, ({ after, end }) => ratio(end[key], after[key])),
    ]),
  ];
}
