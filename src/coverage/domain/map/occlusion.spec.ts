import { footprintOf } from '../sight/footprint.js';
import { levelByRay } from '../testing/ray-check.js';
import { numbersOf, PLAIN_SIGHT, randomTown, turnedBox } from '../testing/random-town.js';
import { Ground } from './ground.js';
import { Spotter } from './spotter.js';
import { TownMap } from './town-map.js';

/** How many squares a camera 4 m up that looks north sees of the middle line, by their distances. */
function seenAhead(wall: { atM: number; heightM: number } | null, at = { eastM: 100.5, northM: 0.5 }) {
  const town = randomTown({ seed: 1, sideM: 200, cameras: 0, buildings: 0, cellM: 1 });
  const buildings = wall
    ? [
        {
          polygons: [[turnedBox({ eastM: 100.5, northM: wall.atM + 0.5 }, 0, 60, 0.2)]],
          heightM: wall.heightM,
        },
      ]
    : [];
  const ground = new Ground({ ...town, buildings });
  const sight = { ...PLAIN_SIGHT, at, tiltDeg: 90, verticalFieldOfViewDeg: 180, rangeM: 50 };
  const { cells } = new Spotter(ground).seenBy(sight);
  return [...cells]
    .map((mark) => mark >> 2)
    .filter((cell) => cell % ground.grid.columns === 100)
    .map((cell) => Math.floor(cell / ground.grid.columns) - at.northM + 0.5);
}

const numbers = (from: number, to: number) => Array.from({ length: to - from + 1 }, (_, at) => from + at);

describe('a wall', () => {
  it('hides nothing where there is none', () => {
    expect(seenAhead(null)).toEqual(numbers(0, 50));
  });

  it('of 2 m at 10.1 m hides what is up to 20.2 m from a camera 4 m up', () => {
    expect(seenAhead({ atM: 10, heightM: 2 })).toEqual([...numbers(0, 9), ...numbers(21, 50)]);
  });

  it('of 1 m at 10.1 m hides what is up to 13.5 m', () => {
    expect(seenAhead({ atM: 10, heightM: 1 })).toEqual([...numbers(0, 9), ...numbers(14, 50)]);
  });

  it.each([4, 30])('of %i m hides all that is behind it', (heightM) => {
    expect(seenAhead({ atM: 10, heightM })).toEqual(numbers(0, 9));
  });

  it('that a camera hangs in hides nothing of it but its own inside', () => {
    expect(seenAhead({ atM: 0, heightM: 30 })).toEqual(numbers(1, 50));
  });
});

describe('what buildings hide', () => {
  it.each([1, 2])('in random town %i is what a ray to every square finds hidden', (seed) => {
    const grounds = randomTown({ seed, sideM: 400, cameras: 20, buildings: 90 });
    const map = TownMap.of(grounds);
    let [seen, differing] = [0, 0];
    for (const { id, sight } of grounds.cameras) {
      const found = new Map([...map.entry(id)!.seen.cells].map((mark) => [mark >> 2, mark & 3]));
      const footprint = footprintOf(sight);
      for (let cell = 0; cell < map.ground.region.length; cell += 1) {
        const [row, column] = [Math.floor(cell / map.grid.columns), cell % map.grid.columns];
        const eastM = map.grid.westM + (column + 0.5) * map.grid.cellM;
        const northM = map.grid.southM + (row + 0.5) * map.grid.cellM;
        const level = levelByRay(footprint, sight.heightM, grounds.buildings, { eastM, northM });
        if (level >= 0) seen += 1;
        if (level !== (found.get(cell) ?? -1)) differing += 1;
      }
    }
    expect(seen).toBeGreaterThan(500);
    expect(differing).toBeLessThanOrEqual(seen / 1_000);
  });

  it.each([3, 4])('in random town %i is hidden from the points of places as well', (seed) => {
    const number = numbersOf(seed);
    const spots = Array.from({ length: 2_000 }, () => ({ eastM: number() * 300, northM: number() * 300 }));
    const places = spots.map((at, index) => ({
      id: `place ${index}`,
      villageId: 'village',
      shape: { kind: 'point' as const, at },
      detail: 'detect' as const,
      weight: 1,
    }));
    const grounds = { ...randomTown({ seed, sideM: 300, cameras: 25, buildings: 60 }), places };
    const map = TownMap.of(grounds);
    let [seen, hidden, differing] = [0, 0, 0];
    for (const { id, sight } of grounds.cameras) {
      const found = new Map([...map.entry(id)!.seen.points].map((mark) => [mark >> 2, mark & 3]));
      const footprint = footprintOf(sight);
      for (const [index, spot] of spots.entries()) {
        const level = levelByRay(footprint, sight.heightM, grounds.buildings, spot);
        if (level >= 0) seen += 1;
        else if (levelByRay(footprint, sight.heightM, [], spot) >= 0) hidden += 1;
        if (level !== (found.get(index) ?? -1)) differing += 1;
      }
    }
    expect([seen > 100, hidden > 50]).toEqual([true, true]);
    expect(differing).toBe(0);
  });
});
