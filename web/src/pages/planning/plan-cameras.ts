import type { FeatureCollection } from 'geojson';
import { type Ref, computed } from 'vue';
import { camerasAfter, type PlanCamera } from './draft/cameras-after.ts';
import { draft } from './draft/draft.ts';
import { useCameras } from './queries.ts';

/** The cameras of a village that are on the map of coverage, as they hang and as the draft would have them. */
export function usePlanCameras(village: Ref<string | null>, coverage: () => FeatureCollection | undefined) {
  const registered = useCameras(village);
  /** Whether it lives, by its id: only what the service itself counts can be changed. */
  const counted = computed(() => {
    const drawn =
      coverage()?.features.filter(({ properties }) => properties?.['layer'] === 'footprint') ?? [];
    return new Map(
      drawn.map(({ properties }) => [String(properties!['cameraId']), properties!['isLive'] === true]),
    );
  });
  const now = computed<readonly PlanCamera[]>(() =>
    (registered.data ?? []).flatMap(({ id, name, villageId, position, register }) => {
      const isLive = counted.value.get(id);
      if (isLive === undefined || position === null) return [];
      const { headingDeg, horizontalFieldOfViewDeg, viewDistanceM, cameraType, resolution } = register;
      const { mountHeightM, tiltDeg } = register;
      const lens = { horizontalFieldOfViewDeg, viewDistanceM, resolution };
      const sight = { headingDeg, ...lens, cameraType, mountHeightM, tiltDeg };
      return [
        { id, name, villageId, position, ...sight, mark: isLive ? ('live' as const) : ('silent' as const) },
      ];
    }),
  );
  const after = computed(() => camerasAfter(now.value, draft.items.value));
  return { now, after, registered };
}
