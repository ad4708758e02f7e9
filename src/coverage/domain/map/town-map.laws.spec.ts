import { array, assert, boolean, constantFrom, integer, property, record } from 'fast-check';
import { LEVELS } from '../sight/sight.js';
import { numbersOf, randomTown, turnedBox } from '../testing/random-town.js';
import type { CoverageGrounds, GroundCamera, GroundPlace } from './grounds.js';
import { squaresOf } from './squares.js';
import { STATUSES } from './status.js';
import { TownMap } from './town-map.js';

const SEED = 20_260_502;
const SIDE_M = 240;
const RADIANS = Math.PI / 180;

/** Points, lines and areas all over a random town. */
function placesOf(count: number, seed: number): readonly GroundPlace[] {
  const number = numbersOf(seed);
  return Array.from({ length: count }, (_, at) => {
    const middle = { eastM: number() * SIDE_M, northM: number() * SIDE_M };
    const box = turnedBox(middle, at, 25, 15);
    const shapes: readonly GroundPlace['shape'][] = [
      { kind: 'point', at: middle },
      { kind: 'line', path: box.slice(0, 4) },
      { kind: 'area', polygons: [[box]] },
    ];
    return {
      id: `place ${at}`,
      villageId: 'village',
      shape: shapes[at % 3]!,
      detail: LEVELS[Math.floor(at / 3) % 2]!,
      weight: 1 + (at % 4),
    };
  });
}

function townOf(seed: number, cameras: number): CoverageGrounds {
  const town = randomTown({ seed, sideM: SIDE_M, cameras, buildings: 25 });
  return { ...town, places: placesOf(60, seed) };
}

/** How every place and every square of every level stands, by its place in STATUSES. */
function standingOf(map: TownMap) {
  return {
    places: map.statuses().map(({ status }) => STATUSES.indexOf(status)),
    squares: LEVELS.flatMap((level) => [...squaresOf(map, { level })]),
  };
}

describe('a town', () => {
  it.each([41, 42, 43])('(%i) has no camera that sees behind itself', (seed) => {
    const map = TownMap.of(townOf(seed, 30));
    const { grid, ground } = map;
    let seen = 0;
    for (const { camera, seen: marks } of map.cameras.map(({ id }) => map.entry(id)!)) {
      const { at, headingDeg } = camera.sight;
      const ahead = ([eastM, northM]: readonly [number, number]) =>
        (eastM - at.eastM) * Math.sin(headingDeg * RADIANS) +
        (northM - at.northM) * Math.cos(headingDeg * RADIANS);
      const squares = [...marks.cells].map((mark): readonly [number, number] => [
        grid.westM + (((mark >> 2) % grid.columns) + 0.5) * grid.cellM,
        grid.southM + (Math.floor((mark >> 2) / grid.columns) + 0.5) * grid.cellM,
      ]);
      const points = [...marks.points].map((mark): readonly [number, number] => [
        ground.points.at[2 * (mark >> 2)]!,
        ground.points.at[2 * (mark >> 2) + 1]!,
      ]);
      seen += squares.length + points.length;
      expect(Math.min(0, ...[...squares, ...points].map(ahead))).toBeGreaterThan(-1e-6);
    }
    expect(seen).toBeGreaterThan(1_000);
  });

  it('is never uncovered by a camera more, nor by a repair', () => {
    let better = 0;
    for (const seed of [51, 52, 53, 54, 55, 56]) {
      const town = townOf(seed, 24);
      const map = TownMap.of({ ...town, cameras: town.cameras.slice(0, 12) });
      const steps = [
        ...town.cameras.slice(12).map((camera) => () => map.put(camera)),
        ...town.cameras
          .filter(({ isLive }) => !isLive)
          .map(
            ({ id }) =>
              () =>
                map.setLive(id, true),
          ),
      ];
      for (const step of steps) {
        const [before, weight] = [standingOf(map), map.gapWeight()];
        step();
        const after = standingOf(map);
        expect(after.places.every((rank, at) => rank <= before.places[at]!)).toBe(true);
        expect(after.squares.every((rank, at) => rank <= before.squares[at]!)).toBe(true);
        expect(map.gapWeight()).toBeLessThanOrEqual(weight);
        better += after.places.filter((rank, at) => rank < before.places[at]!).length;
      }
    }
    expect(better).toBeGreaterThan(15);
  });
});

type Step = {
  readonly what: 'add' | 'change' | 'toggle' | 'remove';
  readonly which: number;
  readonly isLive: boolean;
};

/** What one step makes of the cameras that stand. */
function after(
  cameras: readonly GroundCamera[],
  step: Step,
  spare: readonly GroundCamera[],
): readonly GroundCamera[] {
  const fresh = { ...spare[step.which % spare.length]!, isLive: step.isLive };
  if (step.what === 'add' || cameras.length === 0)
    return [...cameras.filter(({ id }) => id !== fresh.id), fresh];
  const chosen = cameras[step.which % cameras.length]!;
  const others = cameras.filter(({ id }) => id !== chosen.id);
  if (step.what === 'remove') return others;
  if (step.what === 'toggle')
    return cameras.map((one) => (one === chosen ? { ...one, isLive: !one.isLive } : one));
  return [...others, { ...fresh, id: chosen.id }];
}

function follow(map: TownMap, before: readonly GroundCamera[], now: readonly GroundCamera[]): void {
  for (const { id } of before) if (!now.some((one) => one.id === id)) map.remove(id);
  for (const camera of now) {
    const known = before.find(({ id }) => id === camera.id);
    if (known === camera) continue;
    if (known !== undefined && known.sight === camera.sight) map.setLive(camera.id, camera.isLive);
    else map.put(camera);
  }
}

describe('a map after any history', () => {
  const steps = array(
    record({
      what: constantFrom('add', 'add', 'change', 'toggle', 'toggle', 'remove'),
      which: integer({ min: 0, max: 1_000 }),
      isLive: boolean(),
    }),
    { minLength: 1, maxLength: 40 },
  );

  it('is the map that is computed of what stands then', () => {
    assert(
      property(integer({ min: 1, max: 1_000 }), steps, (seed, history) => {
        // A village wider than what cameras in its middle see, so that its squares are the same whoever stands there.
        const wide = [[Float64Array.of(-160, -160, 400, -160, 400, 400, -160, 400)]];
        const town = { ...townOf(seed, 30), villages: [{ id: 'village', boundary: wide }] };
        const spare = town.cameras;
        let cameras: readonly GroundCamera[] = spare.slice(0, 8);
        const map = TownMap.of({ ...town, cameras });
        for (const step of history) {
          const now = after(cameras, step, spare);
          const [before, told] = [map.statuses(), new Set<string>()];
          follow(collecting(map, told), cameras, now);
          const turned = map.statuses().filter(({ status }, at) => status !== before[at]!.status);
          expect(turned.every(({ placeId }) => told.has(placeId))).toBe(true);
          cameras = now;
        }
        const afresh = TownMap.of({ ...town, cameras });
        expect(map.grid).toEqual(afresh.grid);
        expect(map.statuses()).toEqual(afresh.statuses());
        expect(map.gapWeight()).toBe(afresh.gapWeight());
        for (const basis of ['registered', 'live'] as const) {
          expect(map.placeCounts[basis]).toEqual(afresh.placeCounts[basis]);
          expect(
            Buffer.from(map.cellCounts[basis].buffer).equals(Buffer.from(afresh.cellCounts[basis].buffer)),
          ).toBe(true);
        }
        for (const level of LEVELS) expect(map.shares({ level })).toEqual(afresh.shares({ level }));
      }),
      { seed: SEED, numRuns: 40 },
    );
  });
});

/** The map, noting what it says that turned. */
function collecting(map: TownMap, told: Set<string>): TownMap {
  const note = (ids: readonly string[]) => {
    for (const id of ids) told.add(id);
    return ids;
  };
  return {
    put: (camera: GroundCamera) => note(map.put(camera)),
    remove: (id: string) => note(map.remove(id)),
    setLive: (id: string, isLive: boolean) => note(map.setLive(id, isLive)),
  } as TownMap;
}
