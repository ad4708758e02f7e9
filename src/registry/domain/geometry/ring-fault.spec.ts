import { array, assert, double, property } from 'fast-check';
import type { Point } from '../place.js';
import { ringFault, turnOf } from './ring-fault.js';

const closed = (...points: readonly Point[]): Point[] => [...points, points[0]!];
const SQUARE = closed([0, 0], [2, 0], [2, 2], [0, 2]);

describe('a ring', () => {
  it.each([
    ['a square', SQUARE, null],
    ['a square the other way round', SQUARE.toReversed(), null],
    ['a point twice in a row', closed([0, 0], [0, 0], [2, 0], [2, 2]), null],
    [
      'a bow tie',
      closed([0, 0], [2, 2], [2, 0], [0, 2]),
      'the ring crosses itself at [1, 1]: its sides 1 and 3 meet',
    ],
    [
      'a figure of eight through a point',
      closed([0, 0], [1, 1], [2, 0], [2, 2], [1, 1], [0, 2]),
      'the ring crosses itself at [1, 1]: its sides 1 and 5 meet',
    ],
    ['a spike', closed([0, 0], [2, 0], [1, 0], [0, 2]), 'the ring runs back on itself at [2, 0]'],
    [
      'two points',
      closed([0, 0], [2, 0], [2, 0]),
      'a ring needs three different points, or it encloses nothing',
    ],
    [
      'one point',
      closed([1, 1], [1, 1], [1, 1]),
      'a ring needs three different points, or it encloses nothing',
    ],
    ['a line', closed([0, 0], [1, 1], [2, 2]), 'the ring runs back on itself at [2, 2]'],
  ] as const)('%s', (_, ring, fault) => {
    expect(ringFault(ring)).toBe(fault);
  });

  it('that goes round a middle once never crosses itself, and its turn tells the way', () => {
    const radii = array(double({ min: 0.1, max: 1, noNaN: true }), { minLength: 3, maxLength: 60 });
    assert(
      property(radii, (lengths) => {
        const points = lengths.map((length, index): Point => {
          const angle = (index / lengths.length) * 2 * Math.PI;
          return [118 + length * Math.cos(angle), 24 + length * Math.sin(angle)];
        });
        expect(ringFault(closed(...points))).toBeNull();
        expect(turnOf(closed(...points))).toBeGreaterThan(0);
        expect(turnOf(closed(...points.toReversed()))).toBeLessThan(0);
      }),
    );
  });

  it('in which two neighbours of a circle change places crosses itself', () => {
    const circle = Array.from({ length: 12 }, (_, index): Point => {
      const angle = (index / 12) * 2 * Math.PI;
      return [Math.cos(angle), Math.sin(angle)];
    });
    for (let index = 0; index < 12; index += 1) {
      const points = [...circle];
      [points[index], points[(index + 1) % 12]] = [points[(index + 1) % 12]!, points[index]!];
      expect(ringFault(closed(...points))).toMatch(/^the ring crosses itself at \[/);
    }
  });

  it('of 20,000 points is checked at once', () => {
    // A comb: every tooth overlaps many others in longitude.
    const teeth = Array.from({ length: 10_000 }, (_, index): Point[] => [
      [0, index],
      [1 + (index % 7), index + 0.5],
    ]).flat();
    expect(ringFault(closed(...teeth, [-1, 10_001], [-1, -1]))).toBeNull();
  }, 60_000);
});
