import { useQuery } from '@tanstack/vue-query';
import type { FeatureCollection, MultiPolygon, Polygon } from 'geojson';
import { type Ref, computed, reactive } from 'vue';
import { api, patiently, told } from '../../api/client.ts';
import { isProblem } from '../../api/problem.ts';
import { allPages } from '../../api/all-pages.ts';
import type { Coverage } from './answers.ts';

export interface Village {
  readonly id: string;
  readonly name: string;
  readonly boundary: Polygon | MultiPolygon | null;
}
export type Basis = 'live' | 'registered';
/** Null for the whole town. */
type VillageId = Ref<string | null>;

const only = (id: string | null): { village?: string } => (id === null ? {} : { village: id });

export function useVillages() {
  return reactive(
    useQuery({
      queryKey: ['villages', 'all'],
      staleTime: 60_000,
      queryFn: async () => {
        const villages = await allPages((query) => told(api.GET('/api/v1/villages', { params: { query } })));
        return villages as unknown as readonly Village[];
      },
    }),
  );
}

export function useCoverage(village: VillageId, basis: Ref<Basis>) {
  return reactive(
    useQuery({
      queryKey: ['coverage', village, basis],
      queryFn: async () => {
        const query = { ...only(village.value), basis: basis.value };
        return (await told(api.GET('/api/v1/coverage', { params: { query } }))) as Coverage;
      },
    }),
  );
}

/** Footprints and gaps are megabytes of a town: of all of it there are only its places. */
export function coverageMapOf(villageId: string | null, basis: Basis) {
  return {
    queryKey: ['coverage-map', villageId, basis],
    queryFn: async () => {
      const layers = villageId === null ? 'places' : 'footprints,gaps,places';
      const query = { ...only(villageId), basis, layers };
      const map = await told(api.GET('/api/v1/coverage/map', { params: { query }, fetch: patiently }));
      return map as unknown as FeatureCollection;
    },
  };
}

export function useCoverageMap(village: VillageId, basis: Ref<Basis>) {
  return reactive(useQuery(computed(() => coverageMapOf(village.value, basis.value))));
}

export function useCameras(village: VillageId) {
  return reactive(
    useQuery({
      queryKey: ['cameras', 'of-village', village],
      enabled: computed(() => village.value !== null),
      queryFn: () =>
        allPages((page) => {
          const query = { ...page, villageId: village.value!, hasPosition: 'true' as const };
          return told(api.GET('/api/v1/cameras', { params: { query } }));
        }),
    }),
  );
}

/** Null where nobody has drawn any. */
export function useBuildings(village: VillageId) {
  return reactive(
    useQuery({
      queryKey: ['buildings', village],
      staleTime: 300_000,
      enabled: computed(() => village.value !== null),
      queryFn: async () => {
        try {
          const path = { id: village.value! };
          const drawn = await told(api.GET('/api/v1/villages/{id}/buildings', { params: { path } }));
          return drawn as unknown as FeatureCollection;
        } catch (cause) {
          if (isProblem(cause) && cause.status === 404) return null;
          throw cause;
        }
      },
    }),
  );
}
