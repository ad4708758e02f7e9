import type { FeatureCollection } from 'geojson';
import {
  type Map as MapLibre,
  type MapOptions,
  Map,
  NavigationControl,
  ScaleControl,
  setWorkerUrl,
} from 'maplibre-gl';
import 'maplibre-gl/dist/maplibre-gl.css';
import worker from 'maplibre-gl/dist/maplibre-gl-worker.mjs?worker&url';
import type { MapSettings } from '../api/map-settings.ts';
import { i18n } from '../locales/index.ts';
import { GROUND_ENDS, layBasemap } from './basemap.ts';
import { type Bounds, SOMEWHERE } from './bounds.ts';
import { gridLines } from './grid-lines.ts';

// From our own host: the content security policy lets no script in from elsewhere, nor from a blob.
setWorkerUrl(worker);

const { t } = i18n.global;

/** Resolves when layers can be added; the ground comes below them when it comes. */
export async function openMap(
  container: HTMLElement,
  bounds: Bounds | null,
  settings: MapSettings | null,
): Promise<MapLibre> {
  const map = new Map({
    container,
    style: {
      version: 8,
      sources: {},
      layers: [
        { id: 'ground', type: 'background', paint: { 'background-color': '#eef1f4' } },
        { id: GROUND_ENDS, type: 'background', layout: { visibility: 'none' } },
      ],
    },
    ...viewOf(bounds, settings),
    attributionControl: false,
    locale: {
      'NavigationControl.ZoomIn': t('frame.map.zoomIn'),
      'NavigationControl.ZoomOut': t('frame.map.zoomOut'),
      'Map.Title': t('frame.map.title'),
    },
    dragRotate: false,
    pitchWithRotate: false,
    // Texts are drawn with the fonts of the machine; none are fetched.
    localIdeographFontFamily: "'Noto Sans SC', 'Microsoft YaHei', sans-serif",
  });
  map.touchZoomRotate.disableRotation();
  map.addControl(new NavigationControl({ showCompass: false }), 'top-right');
  map.addControl(new ScaleControl({ unit: 'metric' }), 'bottom-left');
  await map.once('style.load');
  void layGround(map, settings);
  return map;
}

/** After what is ours has been drawn once. A map that cannot be had leaves a grid. */
async function layGround(map: MapLibre, settings: MapSettings | null): Promise<void> {
  await map.once('load');
  const isEmpty = settings === null || settings.basemap === 'none';
  if (isEmpty || !(await layBasemap(map, settings).then(isDone, isNot))) layGrid(map);
}

const isDone = (): boolean => true;
const isNot = (): boolean => false;

/** What is asked for, else where the town says that it is. */
function viewOf(bounds: Bounds | null, settings: MapSettings | null): Partial<MapOptions> {
  if (bounds === null && settings !== null) {
    const { latitudeDeg, longitudeDeg } = settings.center;
    return { center: [longitudeDeg, latitudeDeg], zoom: settings.zoom };
  }
  const [west, south, east, north] = bounds ?? SOMEWHERE;
  return { bounds: [west, south, east, north] };
}

/** Something to hold on to where there is no basemap: lines a round number of metres apart. */
function layGrid(map: MapLibre): void {
  const lines = (): FeatureCollection => gridLines(map.getBounds().toArray().flat() as never);
  map.addSource('grid', { type: 'geojson', data: lines() });
  const paint = { 'line-color': '#d7dde3', 'line-width': 1 } as const;
  map.addLayer({ id: 'grid', type: 'line', source: 'grid', paint }, GROUND_ENDS);
  map.on('moveend', () => map.getSource<import('maplibre-gl').GeoJSONSource>('grid')?.setData(lines()));
}
