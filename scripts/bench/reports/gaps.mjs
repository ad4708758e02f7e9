import { closedGaps } from '../../../dist/coverage/domain/map/closed-gaps.js';
import { TownMap } from '../../../dist/coverage/domain/map/town-map.js';
import { CAMERAS as ALL, VILLAGES } from '../coverage/size.mjs';
import { benchTown } from '../coverage/town.mjs';
import { spread } from '../measure.mjs';

const CAMERAS = 400;
const PLACES = 200;

/** Which places the cameras of each village closed: all villages in one pass, and one what-if for each. */
export function closedGapsSideBySide(runs) {
  const town = benchTown();
  const cameras = town.cameras.filter((_, at) => at % (ALL / CAMERAS) === 0);
  const map = TownMap.of({ ...town, cameras, places: placesBefore(cameras) });
  const groups = town.villages.map(({ id }) => ({
    villageIds: [id],
    cameraIds: cameras.filter(({ villageId }) => villageId === id).map((camera) => camera.id),
  }));
  const once = [];
  const each = [];
  for (let run = 0; run < runs; run += 1) {
    once.push(timed(() => closedGaps(map, groups)));
    each.push(timed(() => groups.map((group) => whatIf(map, group))));
  }
  const [mine, theirs] = [closedGaps(map, groups), groups.map((group) => whatIf(map, group))];
  if (JSON.stringify(mine) !== JSON.stringify(theirs)) throw new Error('they found other places');
  const what = `${VILLAGES} villages, ${cameras.length} cameras, ${PLACES} places`;
  return [
    { what: `gaps closed (${mine.flat().length}): ${what}, ms`, ...spread(once, 3) },
    { what: 'the same by a what-if for each village, ms', ...spread(each, 1) },
    {
      what: 'a what-if for each ÷ one pass',
      ...spread(
        each.map((ms, run) => ms / once[run]),
        0,
      ),
    },
  ];
}

/** Ten metres before every other camera, where it and its neighbours see something of them. */
function placesBefore(cameras) {
  return Array.from({ length: PLACES }, (_, at) => {
    const { villageId, sight } = cameras[2 * at];
    const heading = (sight.headingDeg * Math.PI) / 180;
    const eastM = sight.at.eastM + 10 * Math.sin(heading);
    const northM = sight.at.northM + 10 * Math.cos(heading);
    const shape = { kind: 'point', at: { eastM, northM } };
    return { id: `place ${at}`, villageId, shape, detail: 'detect', weight: 1 };
  });
}

function whatIf(map, { cameraIds, villageIds }) {
  const without = map.copy();
  for (const id of cameraIds) without.remove(id);
  const { places } = map.grounds;
  const isLost = ({ placeId, status }, at) =>
    status !== 'uncovered' &&
    without.status(placeId).status === 'uncovered' &&
    villageIds.includes(places[at].villageId);
  return map
    .statuses()
    .filter(isLost)
    .map(({ placeId }) => placeId);
}

function timed(work) {
  const begun = performance.now();
  work();
  return performance.now() - begun;
}
