import { type Map as MapLibre, type MapLayerMouseEvent, Popup } from 'maplibre-gl';
import { onBeforeUnmount } from 'vue';

/** Says beside the pointer what a feature is called: its property `name`, as text and never as markup. */
export function useNameTags(map: MapLibre, layerId: string): void {
  const tag = new Popup({ closeButton: false, closeOnClick: false, offset: 14, className: 'name-tag' });
  const show = ({ features, lngLat }: MapLayerMouseEvent): void => {
    const name: unknown = features?.[0]?.properties['name'];
    if (typeof name === 'string') tag.setLngLat(lngLat).setText(name).addTo(map);
  };
  const hide = (): void => void tag.remove();
  const heard = [map.on('mousemove', layerId, show), map.on('mouseleave', layerId, hide)];
  onBeforeUnmount(() => {
    heard.forEach((each) => each.unsubscribe());
    hide();
  });
}
