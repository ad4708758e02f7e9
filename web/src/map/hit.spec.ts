import { describe, expect, it } from 'vitest';
import { boxAround, within } from './hit.ts';

/** A map of a pixel a hundredth of a degree, turned by `turn`, north up without it. */
const map = (turn = 0) => ({
  unproject: (at: unknown) => {
    const [x, y] = at as [number, number];
    const [cos, sin] = [Math.cos(turn), Math.sin(turn)];
    return { lng: 118 + (x * cos - y * sin) / 100, lat: 24 - (x * sin + y * cos) / 100 } as never;
  },
});

describe('what a click hits', () => {
  it.each([
    ['the point itself', [118.1, 23.9], true],
    ['what a finger misses by little', [118.17, 23.83], true],
    ['nothing that lies further off', [118.19, 23.9], false],
    ['nothing that lies further up', [118.1, 24], false],
  ] as const)('is %s', (_what, position, expected) => {
    expect(within(boxAround(map(), { x: 10, y: 10 }, 8), position)).toBe(expected);
  });

  it('is as much of a map that is turned', () => {
    const [west, south, east, north] = boxAround(map(Math.PI / 4), { x: 0, y: 0 }, 8);

    expect(east - west).toBeCloseTo(0.16 * Math.SQRT2);
    expect(north - south).toBeCloseTo(0.16 * Math.SQRT2);
  });
});
