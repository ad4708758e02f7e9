import { addProtocol, type Map as MapLibre, type RasterSourceSpecification } from 'maplibre-gl';
import type { MapSettings } from '../api/map-settings.ts';
import { shiftedTile } from './shifted-tile.ts';

type Tiles = Pick<MapSettings, 'basemap' | 'url' | 'key' | 'coordinateSystem'>;

/**
 * Below this layer is the town's map, with the grid beneath it for where no tile comes; above it is what pages lay upon it,
 * whichever comes first.
 */
export const GROUND_ENDS = 'ground-ends';
const NAME = 'basemap';

export function isBasemap(sourceId: string): boolean {
  return sourceId.startsWith(NAME);
}

/** Takes the town's map off, to lay it anew. */
export function liftBasemap(map: MapLibre): void {
  const { layers, sources } = map.getStyle();
  layers.filter(({ id }) => isBasemap(id)).forEach(({ id }) => map.removeLayer(id));
  Object.keys(sources)
    .filter((id) => isBasemap(id))
    .forEach((id) => map.removeSource(id));
}

/** Lays the town's map below everything; what lies upon it stays in WGS 84, whatever the tiles are in. Throws where an archive cannot be read. */
export async function layBasemap(map: MapLibre, tiles: Tiles): Promise<void> {
  if (tiles.basemap === 'pmtiles') {
    const { layArchive } = await import('./vector-archive.ts');
    await layArchive(map, absolute(tiles.url!), { name: NAME, below: GROUND_ENDS });
    return;
  }
  tileAddresses(tiles).forEach((addresses, at) => {
    const id = `${NAME}-${at}`;
    const shown = tiles.coordinateSystem === 'gcj02' ? addresses.map((one) => shifted(id, one)) : addresses;
    const source: RasterSourceSpecification = {
      type: 'raster',
      tiles: [...shown],
      tileSize: 256,
      maxzoom: 18,
    };
    map.addSource(id, source);
    map.addLayer({ id, type: 'raster', source: id, paint: { 'raster-saturation': -0.4 } }, GROUND_ENDS);
  });
}

/** Of each sheet, the addresses that its tiles come from; names lie above the ground. */
export function tileAddresses({ basemap, url, key }: Tiles): readonly (readonly string[])[] {
  if (basemap === 'raster') return [[absolute(url!)]];
  if (basemap !== 'tianditu') return [];
  return ['vec', 'cva'].map((sheet) =>
    Array.from({ length: 8 }, (_, host) => {
      const what = `SERVICE=WMTS&REQUEST=GetTile&VERSION=1.0.0&LAYER=${sheet}&STYLE=default&FORMAT=tiles`;
      const where = 'TILEMATRIXSET=w&TILEMATRIX={z}&TILEROW={y}&TILECOL={x}';
      return `https://t${host}.tianditu.gov.cn/${sheet}_w/wmts?${what}&${where}&tk=${key}`;
    }),
  );
}

/** Tiles of another map than the one that is drawn: each is put together of those that it lies upon. */
function shifted(id: string, address: string): string {
  const scheme = `gcj02-${id}`;
  addProtocol(scheme, async ({ url }, { signal }) => ({ data: await shiftedTile(url, address, signal) }));
  return `${scheme}://{z}/{x}/{y}`;
}

function absolute(url: string): string {
  return url.startsWith('/') ? location.origin + url : url;
}
