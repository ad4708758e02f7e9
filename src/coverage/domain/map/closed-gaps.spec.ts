import { array, assert, integer, property } from 'fast-check';
import { LEVELS } from '../sight/sight.js';
import { numbersOf, randomTown } from '../testing/random-town.js';
import { closedGaps } from './closed-gaps.js';
import type { CoverageGrounds } from './grounds.js';
import { TownMap } from './town-map.js';

const SIDE_M = 240;
const CAMERAS = 30;
const VILLAGES = ['village', 'neighbour'];

function townOf(seed: number): CoverageGrounds {
  const number = numbersOf(seed);
  const spot = () => ({ eastM: number() * SIDE_M, northM: number() * SIDE_M });
  const places = Array.from({ length: 150 }, (_, at) => {
    const from = spot();
    const path = Float64Array.from([from.eastM, from.northM, from.eastM + 20, from.northM + 20]);
    const shape = at % 2 === 0 ? { kind: 'point' as const, at: from } : { kind: 'line' as const, path };
    const villageId = VILLAGES[at % 3 === 0 ? 1 : 0]!;
    return { id: `place ${at}`, villageId, shape, detail: LEVELS[at % 2]!, weight: 1 };
  });
  return { ...randomTown({ seed, sideM: SIDE_M, cameras: CAMERAS, buildings: 20 }), places };
}

/** One what-if for each group: what turns uncovered when its cameras are taken away. */
function oneByOne(map: TownMap, cameraIds: readonly string[], villageIds: readonly string[]): string[] {
  const without = map.copy();
  for (const id of cameraIds) without.remove(id);
  const villageOf = new Map(map.grounds.places.map(({ id, villageId }) => [id, villageId]));
  return map
    .statuses()
    .filter(({ placeId, status }) => {
      const isLost = status !== 'uncovered' && without.status(placeId)!.status === 'uncovered';
      return isLost && villageIds.includes(villageOf.get(placeId)!);
    })
    .map(({ placeId }) => placeId);
}

const cameraIds = array(
  // One more than there are: an id that is not on the map.
  integer({ min: 0, max: CAMERAS }).map((at) => `camera ${at}`),
  { maxLength: CAMERAS },
);

describe('gaps that cameras closed', () => {
  const towns = [5, 6, 7].map((seed) => TownMap.of(townOf(seed)));

  it('are what a what-if without them opens, for each of many groups at once', () => {
    let closed = 0;
    assert(
      property(integer({ min: 0, max: 2 }), array(cameraIds, { maxLength: 4 }), (town, groups) => {
        const map = towns[town]!;
        const asked = groups.map((ids, at) => ({ cameraIds: ids, villageIds: VILLAGES.slice(at % 2) }));
        const found = closedGaps(map, asked);
        expect(found).toEqual(asked.map((group) => oneByOne(map, group.cameraIds, group.villageIds)));
        closed += found.flat().length;
      }),
      { numRuns: 60 },
    );
    expect(closed).toBeGreaterThan(100);
  });

  it('are the same whether cameras live or not, and when one is named twice', () => {
    const map = towns[0]!.copy();
    const group = { cameraIds: map.cameras.slice(0, 20).map(({ id }) => id), villageIds: VILLAGES };
    const [before] = closedGaps(map, [group]);
    for (const { id } of map.cameras) map.setLive(id, false);
    expect(before!.length).toBeGreaterThan(0);
    expect(closedGaps(map, [{ ...group, cameraIds: [...group.cameraIds, ...group.cameraIds] }])).toEqual([
      before,
    ]);
  });
});
