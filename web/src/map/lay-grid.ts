import type { FeatureCollection } from 'geojson';
import type { GeoJSONSource, Map as MapLibre } from 'maplibre-gl';
import { GROUND_ENDS } from './basemap.ts';
import { gridLines } from './grid-lines.ts';

/** Something to hold on to where no tile comes: lines a round number of metres apart, beneath the basemap that comes later. */
export function layGrid(map: MapLibre): void {
  const lines = (): FeatureCollection => gridLines(map.getBounds().toArray().flat() as never);
  map.addSource('grid', { type: 'geojson', data: lines() });
  const paint = { 'line-color': '#d7dde3', 'line-width': 1 } as const;
  map.addLayer({ id: 'grid', type: 'line', source: 'grid', paint }, GROUND_ENDS);
  map.on('moveend', () => map.getSource<GeoJSONSource>('grid')?.setData(lines()));
}
