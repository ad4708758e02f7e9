import type { Map as MapLibre, PointLike } from 'maplibre-gl';
import type { Bounds } from './bounds.ts';

/** What lies within so many pixels of a point of the map, as it is shown now. */
export function boxAround(
  map: Pick<MapLibre, 'unproject'>,
  { x, y }: { x: number; y: number },
  px: number,
): Bounds {
  const corners = [-px, px].flatMap((dx) => [-px, px].map((dy): PointLike => [x + dx, y + dy]));
  const places = corners.map((corner) => map.unproject(corner));
  const lons = places.map(({ lng }) => lng);
  const lats = places.map(({ lat }) => lat);
  return [Math.min(...lons), Math.min(...lats), Math.max(...lons), Math.max(...lats)];
}

export function within(
  [west, south, east, north]: Bounds,
  [longitude, latitude]: readonly [number, number],
): boolean {
  return longitude >= west && longitude <= east && latitude >= south && latitude <= north;
}
