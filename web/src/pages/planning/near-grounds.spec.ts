import { describe, expect, it } from 'vitest';
import type { Polygon } from 'geojson';
import { villagesNear } from './near-grounds.ts';

const square = (west: number, south: number, side = 1): Polygon => ({
  type: 'Polygon',
  coordinates: [
    [
      [west, south],
      [west + side, south],
      [west + side, south + side],
      [west, south + side],
      [west, south],
    ],
  ],
});
const village = (id: string, boundary: Polygon | null) => ({ id, name: id, boundary });
const near = (zoom: number, ...villages: ReturnType<typeof village>[]) =>
  villagesNear(villages, { bounds: [0, 0, 10, 10], zoom }).map(({ id }) => id);

describe('villages whose ground is drawn on the map of the whole town', () => {
  it('are those in view, the nearest to its middle first', () => {
    const [edge, middle, beyond] = [
      village('edge', square(0, 0)),
      village('middle', square(4, 4)),
      village('beyond', square(11, 11)),
    ];
    expect(near(16, edge, beyond, middle)).toEqual(['middle', 'edge']);
  });

  it('are none from afar, and none that has no boundary', () => {
    expect(near(13, village('middle', square(4, 4)))).toEqual([]);
    expect(near(16, village('unknown', null))).toEqual([]);
  });

  it('are never so many that a browser would stumble', () => {
    const many = Array.from({ length: 30 }, (_, at) => village(String(at), square(at % 9, at % 7)));
    expect(near(16, ...many)).toHaveLength(4);
  });
});
