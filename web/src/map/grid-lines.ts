import type { FeatureCollection } from 'geojson';
import type { Bounds } from './bounds.ts';

/** Metres in a degree of latitude. */
const DEGREE_M = 111_320;
const STEPS_M = [50, 100, 200, 500, 1_000, 2_000, 5_000, 10_000, 50_000];
/** Lines across the view, at most. */
const MOST = 12;

/** Lines of a round number of metres apart that cross the view. */
export function gridLines([west, south, east, north]: Bounds): FeatureCollection {
  const squeeze = Math.cos((((south + north) / 2) * Math.PI) / 180);
  const heightM = (north - south) * DEGREE_M;
  const stepM = STEPS_M.find((step) => heightM / step <= MOST) ?? STEPS_M.at(-1)!;
  const stepLat = stepM / DEGREE_M;
  const stepLon = stepLat / squeeze;
  const lines = [
    ...steps(south, north, stepLat).map((lat) => [
      [west, lat],
      [east, lat],
    ]),
    ...steps(west, east, stepLon).map((lon) => [
      [lon, south],
      [lon, north],
    ]),
  ];
  const geometry = { type: 'MultiLineString', coordinates: lines } as const;
  return { type: 'FeatureCollection', features: [{ type: 'Feature', properties: {}, geometry }] };
}

function steps(from: number, to: number, step: number): number[] {
  const first = Math.ceil(from / step);
  return Array.from(
    { length: Math.max(0, Math.floor(to / step) - first + 1) },
    (_, at) => (first + at) * step,
  );
}
