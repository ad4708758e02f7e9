import type { FeatureCollection } from 'geojson';
import type { AddLayerObject, GeoJSONSource, Map as MapLibre } from 'maplibre-gl';
import { onBeforeUnmount, watch } from 'vue';

type LayerOf<L> = L extends { source?: unknown } ? Omit<L, 'source' | 'id'> : never;
export type Drawn = LayerOf<AddLayerObject>;

/**
 * Lays features upon a map, keeps them as `features` changes, and takes them off with the component. Layers are drawn in
 * the order in which they are given, those of later calls above.
 */
export function useLayers(
  map: MapLibre,
  name: string,
  features: () => FeatureCollection,
  layers: readonly Drawn[],
): void {
  map.addSource(name, { type: 'geojson', data: features(), promoteId: 'id' });
  layers.forEach((layer, at) =>
    map.addLayer({ ...layer, id: `${name}-${at}`, source: name } as AddLayerObject),
  );
  watch(features, (now) => map.getSource<GeoJSONSource>(name)?.setData(now));
  onBeforeUnmount(() => {
    if (!map.style) return;
    layers.forEach((_, at) => map.getLayer(`${name}-${at}`) && map.removeLayer(`${name}-${at}`));
    if (map.getSource(name)) map.removeSource(name);
  });
}
