import type { Shape } from '../ground/shape.js';
import type { Sight } from '../sight/sight.js';
import { PLAIN_SIGHT, randomTown, turnedBox } from '../testing/random-town.js';
import type { CoverageGrounds, GroundCamera, GroundPlace } from './grounds.js';
import { NOT_ASKED, squaresOf } from './squares.js';
import { STATUSES } from './status.js';
import { TownMap } from './town-map.js';

const empty = randomTown({ seed: 1, sideM: 200, cameras: 0, buildings: 0 });
const NORTHWARD: Sight = { ...PLAIN_SIGHT, at: { eastM: 100, northM: 50 } };

function camera(id: string, isLive = true, sight: Sight = NORTHWARD): GroundCamera {
  return {
    id,
    villageId: 'village',
    programmeId: id.startsWith('snow') ? 'snow' : null,
    isLive,
    sight,
    ties: { pole: null, uplink: null, nvr: null, powerFeed: null },
  };
}
const place = (id: string, shape: Shape, detail: GroundPlace['detail'] = 'detect'): GroundPlace => ({
  id,
  villageId: 'village',
  shape,
  detail,
  weight: 2,
});
const at = (eastM: number, northM: number): Shape => ({ kind: 'point', at: { eastM, northM } });

/** 20 m ahead of the camera that looks north. */
const AHEAD = place('ahead', at(100, 70));
const town = (more: Partial<CoverageGrounds>) => TownMap.of({ ...empty, places: [AHEAD], ...more });
const statusOf = (map: TownMap, id = 'ahead') => map.status(id)!.status;

describe('a place', () => {
  it.each([
    ['covered', [camera('a'), camera('b')]],
    ['fragile', [camera('a'), camera('b', false)]],
    ['dark', [camera('a', false)]],
    ['uncovered', [camera('a', true, { ...NORTHWARD, headingDeg: 180 })]],
    ['uncovered', []],
  ])('is %s', (status, cameras) => {
    expect(statusOf(town({ cameras }))).toBe(status);
  });

  it.each([
    ['detect', 'fragile'],
    ['observe', 'fragile'],
    ['recognise', 'uncovered'],
    ['identify', 'uncovered'],
  ] as const)('20 m away that needs to %s is %s by one camera', (detail, status) => {
    expect(statusOf(town({ places: [{ ...AHEAD, detail }], cameras: [camera('a')] }))).toBe(status);
  });

  it('that is a line is seen once 80 % of it are', () => {
    // From 56.9 m ahead on nothing is seen: of 40 m 32 m are enough, and 31 m are not.
    const line = (from: number): Shape => ({
      kind: 'line',
      path: Float64Array.of(100, from, 100, from + 40),
    });
    const places = [place('enough', line(50 + 56.9 - 34)), place('too little', line(50 + 56.9 - 28))];
    const map = town({ places, cameras: [camera('a')] });

    expect([statusOf(map, 'enough'), statusOf(map, 'too little')]).toEqual(['fragile', 'uncovered']);
    expect(map.status('enough')).toMatchObject({ points: 8, seenLive: 7, seenTwice: 0, isIndoors: false });
  });

  it('in a building is seen by nobody, and that is said', () => {
    const buildings = [{ polygons: [[turnedBox({ eastM: 100, northM: 70 }, 0, 10, 10)]], heightM: 3 }];
    const map = town({ buildings, cameras: [camera('a')] });

    expect(map.status('ahead')).toMatchObject({ status: 'uncovered', isIndoors: true });
  });

  it('that is partly built over is judged by what is outdoors', () => {
    const buildings = [{ polygons: [[turnedBox({ eastM: 100, northM: 85 }, 0, 20, 10)]], heightM: 3 }];
    const area: Shape = { kind: 'area', polygons: [[turnedBox({ eastM: 100, northM: 80 }, 0, 20, 20)]] };
    const map = town({ places: [place('yard', area)], buildings, cameras: [camera('a')] });

    expect(map.status('yard')).toMatchObject({ status: 'fragile', points: 8 });
  });

  it('is seen sometimes by a camera that patrols, which does not count', () => {
    const patrolling: Sight = { ...NORTHWARD, kind: 'ptz', assumed: ['headingDeg'] };
    const map = town({ cameras: [camera('a', true, patrolling)] });

    expect(statusOf(map)).toBe('uncovered');
    expect(map.seers('ahead')).toEqual([
      { cameraId: 'a', level: 'observe', points: 1, isLive: true, timeShare: 68 / 360, counts: false },
    ]);
  });

  it('names who sees it and at which level, live ones first', () => {
    const near = { ...NORTHWARD, at: { eastM: 100, northM: 60 } };
    const map = town({
      places: [{ ...AHEAD, detail: 'recognise' }],
      cameras: [
        camera('dead', false, near),
        camera('far'),
        camera('away', true, { ...near, headingDeg: 90 }),
      ],
    });

    expect(map.seers('ahead').map(({ cameraId, level, points }) => [cameraId, level, points])).toEqual([
      ['far', 'observe', 0],
      ['dead', 'recognise', 1],
    ]);
  });

  it('that is not there has no status and no seers', () => {
    expect([town({}).status('nowhere'), town({}).seers('nowhere')]).toEqual([undefined, []]);
  });
});

describe('a map that changes', () => {
  it('tells which places stand otherwise when a camera fails and is mended', () => {
    const map = town({ cameras: [camera('a'), camera('b')] });

    expect([map.setLive('a', false), statusOf(map)]).toEqual([['ahead'], 'fragile']);
    expect([map.setLive('b', false), statusOf(map)]).toEqual([['ahead'], 'dark']);
    expect([map.setLive('b', false), map.setLive('nobody', true)]).toEqual([[], []]);
    expect([map.setLive('a', true), statusOf(map)]).toEqual([['ahead'], 'fragile']);
  });

  it('follows a camera that comes, turns and goes', () => {
    const map = town({});

    expect([map.put(camera('a')), statusOf(map)]).toEqual([['ahead'], 'fragile']);
    expect(map.put(camera('a', true, { ...NORTHWARD, headingDeg: 90 }))).toEqual(['ahead']);
    expect(map.put(camera('a'))).toEqual(['ahead']);
    expect([map.remove('a'), map.remove('a'), statusOf(map)]).toEqual([['ahead'], [], 'uncovered']);
    expect(map.seenAreaM2({ level: 'detect', basis: 'registered' })).toBe(0);
  });

  it('says what the gaps weigh', () => {
    const map = town({ places: [AHEAD, place('behind', at(100, 20))], cameras: [camera('a')] });

    expect([map.gapWeight(), map.gapWeight('village'), map.gapWeight('another')]).toEqual([2, 2, 0]);
    map.setLive('a', false);
    expect(map.gapWeight()).toBe(4);
  });

  it('is not changed by what happens to its copy', () => {
    const map = town({ cameras: [camera('a')] });
    const copy = map.copy();
    copy.setLive('a', false);
    copy.put(camera('b', false));

    expect([statusOf(map), statusOf(copy)]).toEqual(['fragile', 'dark']);
    expect(map.entry('b')).toBeUndefined();
  });

  it('has its own answers for the cameras of one programme', () => {
    const map = town({ cameras: [camera('snow 1'), camera('b'), camera('snow 2', false)] });
    const snow = map.only(({ programmeId }) => programmeId === 'snow');

    expect([statusOf(map), statusOf(snow)]).toEqual(['covered', 'fragile']);
    expect(snow.cameras.map(({ id }) => id)).toEqual(['snow 1', 'snow 2']);
  });
});

describe('shares of a village', () => {
  it('are of its squares outdoors, by level and basis', () => {
    const buildings = [{ polygons: [[turnedBox({ eastM: 20, northM: 20 }, 0, 20, 20)]], heightM: 3 }];
    const map = town({
      buildings,
      cameras: [camera('a'), camera('b', false, { ...NORTHWARD, headingDeg: 180 })],
    });
    const { cells, areaM2, seen } = map.shares({ level: 'detect', villageId: 'village' });

    expect(areaM2).toBe(200 * 200 - 20 * 20);
    expect(cells.covered).toBe(0);
    expect(cells.fragile + cells.dark + cells.uncovered).toBe(1600 - 16);
    expect(cells.fragile).toBe(map.entry('a')!.seen.cells.length);
    expect(seen.live).toBeCloseTo(cells.fragile / 1584);
    expect(seen.registered).toBeCloseTo((cells.fragile + cells.dark) / 1584);
    expect(map.shares({ level: 'identify' }).cells.fragile).toBeLessThan(cells.fragile);
  });

  it('are none where no boundary is known', () => {
    const map = town({ villages: [{ id: 'village', boundary: null }], cameras: [camera('a')] });

    expect(map.shares({ level: 'detect' })).toMatchObject({
      areaM2: 0,
      seen: { registered: null, live: null },
    });
    expect(map.seenAreaM2({ level: 'detect', basis: 'live' })).toBeGreaterThan(1_500);
    expect(statusOf(map)).toBe('fragile');
  });

  it('can be drawn as exactly their squares', () => {
    const map = town({ cameras: [camera('a')] });
    const squares = squaresOf(map, { level: 'detect', villageId: 'village' });
    const uncovered = squares.filter((status) => STATUSES[status] === 'uncovered');

    expect(uncovered.length).toBe(map.shares({ level: 'detect' }).cells.uncovered);
    expect(squaresOf(map, { level: 'detect', villageId: 'another' }).every((one) => one === NOT_ASKED)).toBe(
      true,
    );
  });
});

describe('a ground that is too large', () => {
  it('has larger squares, and says so', () => {
    const far = camera('far', true, { ...NORTHWARD, at: { eastM: 40_000, northM: 40_000 } });
    const villages = [{ id: 'village', boundary: null }];

    expect(town({ cameras: [camera('a'), far] }).grid).toMatchObject({ cellM: 5, columns: 40, rows: 40 });
    expect(town({ cameras: [camera('a'), far], villages, cellM: 0.5 }).grid.cellM).toBeGreaterThan(0.5);
    expect(town({ places: [], villages: [] }).grid).toMatchObject({ columns: 0, rows: 0 });
  });
});
