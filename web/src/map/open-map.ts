import type { FeatureCollection } from 'geojson';
import { type Map as MapLibre, Map, NavigationControl, ScaleControl, setWorkerUrl } from 'maplibre-gl';
import 'maplibre-gl/dist/maplibre-gl.css';
import worker from 'maplibre-gl/dist/maplibre-gl-worker.mjs?worker&url';
import { type Bounds, SOMEWHERE } from './bounds.ts';
import { gridLines } from './grid-lines.ts';

// From our own host: the content security policy lets no script in from elsewhere, nor from a blob.
setWorkerUrl(worker);

/** Resolves when layers can be added. */
export async function openMap(container: HTMLElement, bounds: Bounds | null): Promise<MapLibre> {
  const [west, south, east, north] = bounds ?? SOMEWHERE;
  const map = new Map({
    container,
    style: {
      version: 8,
      sources: {},
      layers: [{ id: 'ground', type: 'background', paint: { 'background-color': '#eef1f4' } }],
    },
    bounds: [west, south, east, north],
    attributionControl: false,
    dragRotate: false,
    pitchWithRotate: false,
    // Texts are drawn with the fonts of the machine; none are fetched.
    localIdeographFontFamily: "'Noto Sans SC', 'Microsoft YaHei', sans-serif",
  });
  map.touchZoomRotate.disableRotation();
  map.addControl(new NavigationControl({ showCompass: false }), 'top-right');
  map.addControl(new ScaleControl({ unit: 'metric' }), 'bottom-left');
  await map.once('load');
  layGrid(map);
  return map;
}

/** Something to hold on to where there is no basemap: lines a round number of metres apart. */
function layGrid(map: MapLibre): void {
  const lines = (): FeatureCollection => gridLines(map.getBounds().toArray().flat() as never);
  map.addSource('grid', { type: 'geojson', data: lines() });
  map.addLayer({
    id: 'grid',
    type: 'line',
    source: 'grid',
    paint: { 'line-color': '#d7dde3', 'line-width': 1 },
  });
  map.on('moveend', () => map.getSource<import('maplibre-gl').GeoJSONSource>('grid')?.setData(lines()));
}
