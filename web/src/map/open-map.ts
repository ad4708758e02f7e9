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
import { GROUND_ENDS } from './basemap.ts';
import { type Bounds, SOMEWHERE } from './bounds.ts';

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
  return map;
}

/** What is asked for, else where the town says that it is. */
function viewOf(bounds: Bounds | null, settings: MapSettings | null): Partial<MapOptions> {
  if (bounds === null && settings !== null) {
    const { latitudeDeg, longitudeDeg } = settings.center;
    return { center: [longitudeDeg, latitudeDeg], zoom: settings.zoom };
  }
  const [west, south, east, north] = bounds ?? SOMEWHERE;
  return { bounds: [west, south, east, north] };
}
