import { describe, expect, it } from 'vitest';
import type { Polygon } from 'geojson';
import { anchorOf, cornersOf, isInside } from './geometry.ts';

const SQUARE: Polygon = {
  type: 'Polygon',
  coordinates: [
    [
      [0, 0],
      [4, 0],
      [4, 4],
      [0, 4],
      [0, 0],
    ],
    [
      [1, 1],
      [1, 2],
      [2, 2],
      [2, 1],
      [1, 1],
    ],
  ],
};

describe('geometry on the map', () => {
  it('puts the sign of an area into its middle, of a line upon it', () => {
    expect(anchorOf(SQUARE)).toEqual([2, 2]);
    expect(anchorOf({ type: 'Point', coordinates: [3, 1] })).toEqual([3, 1]);
    const line = {
      type: 'LineString',
      coordinates: [
        [0, 0],
        [1, 0],
        [9, 0],
      ],
    } as const;
    expect(anchorOf(line as never)).toEqual([1, 0]);
    expect(anchorOf({ type: 'MultiPolygon', coordinates: [] })).toBeNull();
  });

  it.each([
    [[3, 3], true],
    [[1.5, 1.5], false],
    [[5, 2], false],
    [[-1, 2], false],
  ] as const)('knows whether %s is inside, and not in a hole', (point, isIn) => {
    expect(isInside(point, SQUARE)).toBe(isIn);
    expect(isInside(point, { type: 'MultiPolygon', coordinates: [SQUARE.coordinates] })).toBe(isIn);
  });

  it('finds every corner, whatever it is', () => {
    expect(cornersOf(SQUARE)).toHaveLength(10);
    expect(cornersOf({ type: 'Point', coordinates: [7, 8] })).toEqual([[7, 8]]);
    expect(cornersOf({ type: 'MultiPolygon', coordinates: [SQUARE.coordinates] })).toHaveLength(10);
  });
});
