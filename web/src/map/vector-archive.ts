import { addProtocol, type LayerSpecification, type Map as MapLibre } from 'maplibre-gl';
import { PMTiles, Protocol, TileType } from 'pmtiles';

type Look = Pick<LayerSpecification, 'type' | 'paint'>;

/** How the ground of an OpenStreetMap extract (Protomaps' names) is drawn: quiet, below what is ours. No texts, for no fonts are fetched. */
const LOOKS: Readonly<Record<string, Look>> = {
  earth: { type: 'fill', paint: { 'fill-color': '#f1f3f0' } },
  landuse: { type: 'fill', paint: { 'fill-color': '#e6ebe2' } },
  water: { type: 'fill', paint: { 'fill-color': '#c9dcea' } },
  roads: { type: 'line', paint: { 'line-color': '#ffffff', 'line-width': 2 } },
  transit: { type: 'line', paint: { 'line-color': '#d0d3d8', 'line-width': 1 } },
  buildings: { type: 'fill', paint: { 'fill-color': '#dcdfe3' } },
};

const protocol = new Protocol();
let isKnown = false;

/** One file with all tiles of a town: pictures, or shapes with the names above. */
export async function layArchive(
  map: MapLibre,
  url: string,
  { name, below }: { readonly name: string; readonly below: string },
): Promise<void> {
  if (!isKnown) addProtocol('pmtiles', protocol.tile);
  isKnown = true;
  const archive = new PMTiles(url);
  protocol.add(archive);
  const { tileType } = await archive.getHeader();
  const source = `pmtiles://${url}`;
  if (tileType !== TileType.Mvt) {
    map.addSource(name, { type: 'raster', url: source, tileSize: 256 });
    map.addLayer({ id: name, type: 'raster', source: name }, below);
    return;
  }
  const { vector_layers: layers = [] } = (await archive.getMetadata()) as {
    vector_layers?: { id: string }[];
  };
  const named = new Set(layers.map(({ id }) => id));
  map.addSource(name, { type: 'vector', url: source });
  for (const [sheet, look] of Object.entries(LOOKS)) {
    const layer = { ...look, id: `${name}-${sheet}`, source: name, 'source-layer': sheet };
    if (named.has(sheet)) map.addLayer(layer as LayerSpecification, below);
  }
}
