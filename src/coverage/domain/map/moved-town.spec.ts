import { assert, integer, property, record } from 'fast-check';
import { planeAt, positionOf, type Position, type Spot } from '../../../kernel/geography.js';
import { polygonsOf, shapeOf } from '../ground/shape.js';
import { LEVELS } from '../sight/sight.js';
import { type SightFacts, USUAL_SIGHTS } from '../sight/sight-facts.js';
import { sightOf } from '../sight/sight-of.js';
import { numbersOf, randomTown, turnedBox } from '../testing/random-town.js';
import type { CoverageGrounds, GroundCamera } from './grounds.js';
import { TownMap } from './town-map.js';

const SEED = 20_260_502;
const SIDE_M = 240;
const RADIANS = Math.PI / 180;
/** Metres of one degree at 24.72° N, as tables of the ellipsoid have them: not taken from the code that is tested. */
const EAST_M = 101_178;
const NORTH_M = 110_769;
const HERE: Position = { latitudeDeg: 24.72, longitudeDeg: 118.47 };
const SILENT: Omit<SightFacts, 'position' | 'headingDeg'> = {
  cameraType: '3',
  direction: null,
  resolution: null,
  mountHeightM: null,
  tiltDeg: null,
  horizontalFieldOfViewDeg: null,
  verticalFieldOfViewDeg: null,
  viewDistanceM: null,
};

/** A town as its register says it: turned about its middle, and somewhere else within a few kilometres. */
function registered(seed: number, moved: { readonly turnDeg: number; readonly by: Spot }): CoverageGrounds {
  const number = numbersOf(seed);
  const [sine, cosine] = [Math.sin(moved.turnDeg * RADIANS), Math.cos(moved.turnDeg * RADIANS)];
  const position = (eastM: number, northM: number): Position => ({
    longitudeDeg: HERE.longitudeDeg + (moved.by.eastM + eastM * cosine + northM * sine) / EAST_M,
    latitudeDeg: HERE.latitudeDeg + (moved.by.northM - eastM * sine + northM * cosine) / NORTH_M,
  });
  const point = (eastM: number, northM: number) => {
    const { longitudeDeg, latitudeDeg } = position(eastM, northM);
    return [longitudeDeg, latitudeDeg];
  };
  const somewhere = () => [(number() - 0.5) * SIDE_M, (number() - 0.5) * SIDE_M] as const;
  const ring = (corners: readonly number[]) => {
    const points = [0, 2, 4, 6].map((at) => point(corners[at]!, corners[at + 1]!));
    return { type: 'Polygon' as const, coordinates: [[...points, points[0]!]] };
  };
  const plane = planeAt(position(0, 0));
  const edge = 2 * SIDE_M;
  return {
    ...randomTown({ seed, sideM: SIDE_M, cameras: 0, buildings: 0, cellM: 2 }),
    plane,
    cameras: Array.from({ length: 16 }, (_, at): GroundCamera => {
      const headingDeg = (number() * 360 + moved.turnDeg + 360) % 360;
      const facts = { ...SILENT, position: position(...somewhere()), headingDeg };
      const { sight } = sightOf(plane, facts, USUAL_SIGHTS);
      const ties = { pole: null, uplink: null, nvr: null, powerFeed: null };
      return {
        id: `camera ${at}`,
        villageId: 'village',
        programmeId: null,
        sight,
        isLive: number() < 0.8,
        ties,
      };
    }),
    places: Array.from({ length: 150 }, (_, at) => ({
      id: `place ${at}`,
      villageId: 'village',
      shape: shapeOf(plane, { type: 'Point', coordinates: point(...somewhere()) }),
      detail: LEVELS[at % 3]!,
      weight: 1,
    })),
    buildings: Array.from({ length: 30 }, () => {
      const [eastM, northM] = somewhere();
      const corners = [...turnedBox({ eastM, northM }, number() * Math.PI, 6 + number() * 12, 8)];
      return { polygons: polygonsOf(plane, ring(corners)), heightM: 2 + number() * 8 };
    }),
    villages: [
      {
        id: 'village',
        boundary: polygonsOf(plane, ring([-edge, -edge, edge, -edge, edge, edge, -edge, edge])),
      },
    ],
  };
}

describe('a town that is turned and lies elsewhere at this latitude', () => {
  const metres = (most: number) =>
    integer({ min: -1_000, max: 1_000 }).map((share) => (share / 1_000) * most);
  const moves = record({
    turnDeg: metres(180),
    by: record({ eastM: metres(4_000), northM: metres(3_000) }),
  });

  it('has the same places seen by the same cameras, and as much ground', () => {
    const tellOf = (map: TownMap) =>
      map.statuses().map(({ placeId, status }) => {
        const seers = map.seers(placeId).map(({ cameraId, level }) => `${cameraId} ${level}`);
        return `${placeId} ${status}: ${seers.toSorted().join()}`;
      });
    assert(
      property(integer({ min: 1, max: 1_000 }), moves, (seed, moved) => {
        const [here, there] = [
          registered(seed, { turnDeg: 0, by: { eastM: 0, northM: 0 } }),
          registered(seed, moved),
        ];
        const [before, after] = [TownMap.of(here), TownMap.of(there)];
        const told = tellOf(before);
        // A degree of longitude is 0.02 % shorter 3 km to the north: a point may lie across an edge, by a centimetre.
        const others = tellOf(after).filter((line, at) => line !== told[at]);
        expect(others.length).toBeLessThanOrEqual(2);
        for (const basis of ['registered', 'live'] as const) {
          const area = (map: TownMap) => map.seenAreaM2({ level: 'detect', basis });
          expect(area(before)).toBeGreaterThan(1_000);
          expect(Math.abs(area(after) / area(before) - 1)).toBeLessThan(0.01);
        }
      }),
      { seed: SEED, numRuns: 25 },
    );
  });

  it('is drawn where it is, within 5 cm over 5 km', () => {
    const plane = planeAt(HERE);
    assert(
      property(metres(5_000), metres(5_000), (eastM, northM) => {
        const { latitudeDeg, longitudeDeg } = positionOf(plane, { eastM, northM });
        expect((longitudeDeg - HERE.longitudeDeg) * EAST_M).toBeCloseTo(eastM, 1);
        expect((latitudeDeg - HERE.latitudeDeg) * NORTH_M).toBeCloseTo(northM, 1);
      }),
      { seed: SEED },
    );
  });
});
