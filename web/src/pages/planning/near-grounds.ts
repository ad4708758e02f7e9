import { useQueries } from '@tanstack/vue-query';
import type { FeatureCollection } from 'geojson';
import { computed, type Ref, shallowRef } from 'vue';
import { type Bounds, boundsOf } from '../../map/bounds.ts';
import { cornersOf } from '../../map/geometry.ts';
import { type Basis, coverageMapOf, type Village } from './queries.ts';

/** What is to be seen of the town. */
export interface View {
  readonly bounds: Bounds;
  readonly zoom: number;
}

/** From here on footprints are more than dots. */
const NEAR_ZOOM = 14.5;
/** Villages whose ground is drawn at once: a thousand footprints or so. */
const MOST = 4;

/** The villages that are nearest to the middle of what is seen; none from afar, or where nobody drew a boundary. */
export function villagesNear(villages: readonly Village[], { bounds, zoom }: View): readonly Village[] {
  if (zoom < NEAR_ZOOM) return [];
  const middle = middleOf(bounds);
  return villages
    .flatMap((village) => {
      const around = village.boundary === null ? null : boundsOf(cornersOf(village.boundary), 0);
      if (around === null || !areTouching(around, bounds)) return [];
      const [lon, lat] = middleOf(around);
      return [{ village, distance: Math.hypot(lon - middle[0], lat - middle[1]) }];
    })
    .toSorted((a, b) => a.distance - b.distance)
    .slice(0, MOST)
    .map(({ village }) => village);
}

/** Ground of the whole town, drawn only where somebody looks closely: all of it would be tens of megabytes. */
export function useNearGrounds(villages: () => readonly Village[], basis: Ref<Basis>) {
  const view = shallowRef<View | null>(null);
  const near = computed(() => (view.value === null ? [] : villagesNear(villages(), view.value)));
  const drawings = useQueries({
    queries: computed(() => near.value.map(({ id }) => coverageMapOf(id, basis.value))),
  });
  const features = computed(() =>
    drawings.value.flatMap(({ data }) =>
      (data?.features ?? []).filter(({ properties }) => properties?.['layer'] !== 'place'),
    ),
  );
  const failed = computed(() => drawings.value.find(({ isLoadingError }) => isLoadingError) ?? null);
  const isOnItsWay = computed(() => drawings.value.some(({ isPending }) => isPending));
  const on = (places: FeatureCollection): FeatureCollection =>
    features.value.length === 0 ? places : { ...places, features: [...features.value, ...places.features] };
  return { view, near, isOnItsWay, failed, on };
}

function middleOf([west, south, east, north]: Bounds): readonly [number, number] {
  return [(west + east) / 2, (south + north) / 2];
}

function areTouching(one: Bounds, other: Bounds): boolean {
  return one[0] <= other[2] && one[2] >= other[0] && one[1] <= other[3] && one[3] >= other[1];
}
