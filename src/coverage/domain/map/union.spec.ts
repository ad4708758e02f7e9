import { union } from '@turf/union';
import { Buildings } from '../ground/buildings.js';
import { areaM2OfPolygons } from '../ground/area.js';
import { outlineOf } from '../ground/outline.js';
import type { Path, Polygon } from '../ground/shape.js';
import { randomTown } from '../testing/random-town.js';
import { TownMap } from './town-map.js';

/** Square metres of what the polygons cover together, by `@turf/union`, which does not care that they are metres. */
function unionM2(polygons: readonly Polygon[]): number {
  const features = polygons.map((rings) => ({
    type: 'Feature' as const,
    properties: {},
    geometry: { type: 'Polygon' as const, coordinates: rings.map(closed) },
  }));
  const { geometry } = union({ type: 'FeatureCollection', features })!;
  const parts = geometry.type === 'Polygon' ? [geometry.coordinates] : geometry.coordinates;
  return areaM2OfPolygons(
    parts.map((rings) => rings.map((ring) => Float64Array.from(ring.slice(0, -1).flat()))),
  );
}

function closed(ring: Path): [number, number][] {
  const points = Array.from({ length: ring.length / 2 }, (_, at): [number, number] => [
    ring[2 * at]!,
    ring[2 * at + 1]!,
  ]);
  return [...points, points[0]!];
}

describe('the ground that cameras see together', () => {
  it.each([
    [21, 0],
    [22, 0],
    [23, 40],
  ])(
    'in random town %i with %i buildings is what @turf/union makes of its outlines, within 1 %',
    (seed, buildings) => {
      const town = randomTown({ seed, sideM: 400, cameras: 40, buildings, cellM: 1 });
      const walls = new Buildings(town.buildings);
      const outlines = town.cameras.flatMap(({ sight }) => outlineOf(sight, 'detect', walls));

      const seen = TownMap.of(town).seenAreaM2({ level: 'detect', basis: 'registered' });

      expect(seen).toBeGreaterThan(20_000);
      expect(Math.abs(seen / unionM2(outlines) - 1)).toBeLessThan(0.01);
    },
  );
});
