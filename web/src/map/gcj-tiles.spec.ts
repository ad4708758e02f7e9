import { describe, expect, it } from 'vitest';
import * as fc from 'fast-check';
import { piecesOf, TILE_PX } from './gcj-tiles.ts';

/** 安海镇 at zoom 16, where a pixel is 2.2 m: GCJ-02 is 482 m east and 303 m south of WGS 84 there. */
const TOWN = { z: 16, x: 54_335, y: 28_073 };

describe('a tile in WGS 84 of a map in GCJ-02', () => {
  it('is shifted by what the map is, to the pixel', () => {
    const [piece] = piecesOf(TOWN);
    // 222 px east, 140 px south: 118.46976, 24.71226 of the map are 118.465, 24.715 of the ground.
    expect(piece!.left).toBeCloseTo(-222, -1);
    expect(piece!.top).toBeCloseTo(-140, -1);
  });

  it('is the tile itself where the map is not shifted: outside China', () => {
    expect(piecesOf({ z: 10, x: 518, y: 352 })).toEqual([{ z: 10, x: 518, y: 352, left: 0, top: 0 }]);
  });

  it('is covered by its pieces, without a gap', () => {
    const tiles = fc.record({
      z: fc.constant(15),
      x: fc.integer({ min: 26_000, max: 27_600 }),
      y: fc.integer({ min: 13_000, max: 14_500 }),
    });
    const starts = (lengths: number[]) => [...new Set(lengths)].toSorted((a, b) => a - b);
    fc.assert(
      fc.property(tiles, (tile) => {
        const pieces = piecesOf(tile);
        for (const side of ['left', 'top'] as const) {
          const [first, second = first! + TILE_PX, ...more] = starts(pieces.map((piece) => piece[side]));
          expect(first).toBeLessThanOrEqual(0);
          expect(second).toBe(first! + TILE_PX);
          expect(second).toBeGreaterThanOrEqual(0);
          expect(more).toEqual([]);
        }
      }),
    );
  });
});
