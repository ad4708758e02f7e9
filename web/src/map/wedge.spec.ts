import { describe, expect, it } from 'vitest';
import * as fc from 'fast-check';
import { aheadOf, bearingBetween, turnedBy, wedgeRing } from './wedge.ts';

const HERE = { latitudeDeg: 24.715, longitudeDeg: 118.465 };

describe('where a camera looks', () => {
  it.each([
    [0, 24.7159, 118.465],
    [90, 24.715, 118.46599],
    [180, 24.7141, 118.465],
    [270, 24.715, 118.46401],
  ])('a hundred metres at %s° lie there', (bearingDeg, latitudeDeg, longitudeDeg) => {
    const there = aheadOf(HERE, bearingDeg, 100);
    expect(there.latitudeDeg).toBeCloseTo(latitudeDeg, 4);
    expect(there.longitudeDeg).toBeCloseTo(longitudeDeg, 4);
  });

  it('is found again from a point ahead of it', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 359 }), fc.integer({ min: 5, max: 2_000 }), (deg, metres) => {
        expect(bearingBetween(HERE, aheadOf(HERE, deg, metres))).toBe(deg);
      }),
    );
  });

  it('is never 360°, which is north', () => {
    expect(bearingBetween(HERE, aheadOf(HERE, 359.8, 100))).toBe(0);
  });

  it.each([
    [0, -1, 359],
    [355, 10, 5],
    [360, 0, 0],
  ])('from %s° turned by %s° is %s°', (from, by, to) => expect(turnedBy(from, by)).toBe(to));
});

describe('a wedge', () => {
  it('begins and ends at the camera, and reaches as far as it says', () => {
    const ring = wedgeRing(HERE, 90, 60, 50);
    expect(ring[0]).toEqual(ring.at(-1));
    expect(ring[0]).toEqual([118.465, 24.715]);
    expect(Math.max(...ring.map(([lon]) => lon))).toBeCloseTo(aheadOf(HERE, 90, 50).longitudeDeg, 6);
  });

  it('of a camera that looks all round is a ring without a corner in its middle', () => {
    const ring = wedgeRing(HERE, 0, 360, 20);
    expect(ring).not.toContainEqual([118.465, 24.715]);
    expect(ring[0]![0]).toBeCloseTo(ring.at(-1)![0], 6);
  });
});
