import { array, assert, double, property, tuple } from 'fast-check';
import type { Position } from '../../kernel/geography.js';
import { distanceM, lengthM, orderRound } from './round.js';

const HERE: Position = { latitudeDeg: 24.72, longitudeDeg: 118.47 };
const at = (latitudeDeg: number, longitudeDeg: number): Position => ({ latitudeDeg, longitudeDeg });
/** Within some ten kilometres, as a town is. */
const degrees = double({ min: -0.05, max: 0.05, noNaN: true });
const inTown = tuple(degrees, degrees).map(([north, east]) =>
  at(HERE.latitudeDeg + north, HERE.longitudeDeg + east),
);

function permutations<T>(list: readonly T[]): T[][] {
  if (list.length <= 1) return [[...list]];
  return list.flatMap((one, index) =>
    permutations([...list.slice(0, index), ...list.slice(index + 1)]).map((rest) => [one, ...rest]),
  );
}

describe('distanceM', () => {
  it.each([
    ['a degree of latitude', at(0, 0), at(1, 0), 111_195],
    ['a degree of longitude at 60° N', at(60, 0), at(60, 1), 55_597],
    ['nothing', HERE, HERE, 0],
    ['across the date line', at(0, 179.5), at(0, -179.5), 111_195],
    ['to the other side of the Earth', at(0, 0), at(0, 180), 20_015_114],
  ])('%s', (_, a, b, metres) => {
    expect(Math.round(distanceM(a, b))).toBe(metres);
    expect(distanceM(b, a)).toBeCloseTo(distanceM(a, b), 6);
  });
});

describe('orderRound', () => {
  it('goes to the nearest first, and mends where that makes it longer', () => {
    const stops = [at(24.725, 118.47), at(24.75, 118.47), at(24.71, 118.47)];
    expect(orderRound(HERE, stops).map(({ latitudeDeg }) => latitudeDeg)).toEqual([24.71, 24.725, 24.75]);
  });

  it('holds every stop exactly once, also two at one place', () => {
    assert(
      property(array(inTown, { maxLength: 12 }), (points) => {
        const stops = [...points, ...points].map((point, id) => ({ ...point, id }));
        const round = orderRound(HERE, stops);
        expect(round.map(({ id }) => id).toSorted((a, b) => a - b)).toEqual(stops.map(({ id }) => id));
      }),
      { numRuns: 50 },
    );
  });

  it('is never a quarter longer than the shortest of all, and mostly as short', () => {
    let shortest = 0;
    const runs = 200;
    assert(
      property(array(inTown, { minLength: 1, maxLength: 6 }), (stops) => {
        const bestM = Math.min(...permutations(stops).map((round) => lengthM(HERE, round)));
        const foundM = lengthM(HERE, orderRound(HERE, stops));
        expect(foundM).toBeLessThanOrEqual(bestM * 1.25 + 0.01);
        if (foundM <= bestM + 0.01) shortest += 1;
      }),
      { numRuns: runs, seed: 20_260_101 },
    );
    expect(shortest / runs).toBeGreaterThan(0.9);
  });

  it('takes a moment, also for a thousand stops', () => {
    const stops = Array.from({ length: 1_000 }, (_, index) =>
      at(24.7 + (index % 31) / 1_000, 118.4 + index / 9_000),
    );
    expect(orderRound(HERE, stops)).toHaveLength(1_000);
  });
});
