import { assert, constantFrom, double, property, record, type Arbitrary } from 'fast-check';
import { areaM2Of, footprintOf } from '../sight/footprint.js';
import { LEVELS, type Sight } from '../sight/sight.js';
import { PLAIN_SIGHT, randomTown, turnedBox } from '../testing/random-town.js';
import { TownMap } from '../map/town-map.js';
import { areaM2OfPolygons, signedM2 } from './area.js';
import { Buildings } from './buildings.js';
import { outlineOf } from './outline.js';
import type { Path } from './shape.js';

const OPEN = new Buildings([]);
const sights: Arbitrary<Sight> = record({
  headingDeg: double({ min: 0, max: 359.9, noNaN: true }),
  horizontalFieldOfViewDeg: double({ min: 1, max: 360, noNaN: true }),
  tiltDeg: double({ min: -10, max: 90, noNaN: true }),
  verticalFieldOfViewDeg: double({ min: 5, max: 120, noNaN: true }),
  heightM: double({ min: 2, max: 12, noNaN: true }),
  widthPx: constantFrom(704, 1_280, 1_920, 3_840),
}).map((lens) => ({ ...PLAIN_SIGHT, ...lens, at: { eastM: 1_000, northM: -500 } }));

/** From the camera. */
function furthestM(ring: Path): number {
  const easts = ring.filter((_, at) => at % 2 === 0);
  return Math.max(...easts.map((east, at) => Math.hypot(east - 1_000, ring[2 * at + 1]! + 500)));
}

describe('the outline of a footprint', () => {
  it('on open ground has the area of the closed formula within 0.5 %', () => {
    assert(
      property(sights, constantFrom(...LEVELS), (sight, level) => {
        const formula = areaM2Of(footprintOf(sight), level);
        const drawn = areaM2OfPolygons(outlineOf(sight, level, OPEN));
        expect(Math.abs(drawn - formula)).toBeLessThanOrEqual(formula * 0.005 + 1e-6);
      }),
    );
  });

  it.each([12.779750627232774, 13.461444771286816])(
    'that opens %f° is drawn up to its very end',
    (opening) => {
      const sight = { ...PLAIN_SIGHT, horizontalFieldOfViewDeg: opening };
      const formula = areaM2Of(footprintOf(sight), 'detect');

      expect(areaM2OfPolygons(outlineOf(sight, 'detect', OPEN)) / formula).toBeCloseTo(1, 3);
    },
  );

  it('runs counter-clockwise and ends within the range', () => {
    assert(
      property(sights, (sight) => {
        const rings = outlineOf(sight, 'detect', OPEN).flat();
        expect(rings.every((ring) => signedM2(ring) > 0)).toBe(true);
        expect(Math.max(0, ...rings.map(furthestM))).toBeLessThan(footprintOf(sight).farM.detect + 1e-6);
      }),
    );
  });

  it('behind a wall of 2 m goes on where a line of sight from 4 m is down again', () => {
    const wall = { polygons: [[turnedBox({ eastM: 0, northM: 10 }, 0, 200, 0.001)]], heightM: 2 };
    const sight = { ...PLAIN_SIGHT, tiltDeg: 90, verticalFieldOfViewDeg: 180, rangeM: 40 };
    const full = areaM2OfPolygons(outlineOf(sight, 'detect', OPEN));
    const cut = areaM2OfPolygons(outlineOf(sight, 'detect', new Buildings([wall])));

    // Between 10 m and 20 m ahead, tan 34° to either side.
    expect(full - cut).toBeCloseTo(Math.tan((34 * Math.PI) / 180) * (20 ** 2 - 10 ** 2), 0);
  });

  it.each([11, 12])('in random town %i has the area of the squares that are seen within 1 %', (seed) => {
    const town = randomTown({ seed, sideM: 300, cameras: 25, buildings: 60, cellM: 0.5 });
    const map = TownMap.of(town);
    let [drawn, squares] = [0, 0];
    for (const { id, sight } of town.cameras) {
      drawn += areaM2OfPolygons(outlineOf(sight, 'detect', map.ground.buildings));
      squares += map.entry(id)!.seen.cells.length * 0.25;
    }
    expect(squares).toBeGreaterThan(10_000);
    expect(Math.abs(drawn - squares) / squares).toBeLessThan(0.01);
  });
});
