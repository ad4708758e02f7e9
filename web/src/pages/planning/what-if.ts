import { keepPreviousData, useQuery } from '@tanstack/vue-query';
import type { FeatureCollection } from 'geojson';
import { computed, onScopeDispose, reactive, shallowRef, watch } from 'vue';
import { api, told } from '../../api/client.ts';
import type { ChangeBody } from './answers.ts';
import { draft } from './draft/draft.ts';

/** So long nothing may move before it is asked what the changes do. */
const PAUSE_MS = 200;

/** What the draft would do to the town as it is now. A later question ends the one before it: the last answer wins. */
export function useWhatIf() {
  const asked = shallowRef<readonly ChangeBody[]>(draft.changes.value);
  let pause: ReturnType<typeof setTimeout> | undefined;
  watch(draft.changes, (changes) => {
    clearTimeout(pause);
    pause = setTimeout(() => (asked.value = changes), PAUSE_MS);
  });
  onScopeDispose(() => clearTimeout(pause));
  const query = useQuery({
    queryKey: ['what-if', asked],
    enabled: computed(() => asked.value.length > 0),
    placeholderData: keepPreviousData,
    gcTime: 60_000,
    queryFn: ({ signal }) => {
      const body = { changes: [...asked.value] };
      return told(api.POST('/api/v1/coverage/what-if', { body, signal }));
    },
  });
  const drawing = useQuery({
    queryKey: ['what-if', 'footprints', asked],
    enabled: computed(() => asked.value.length > 0),
    placeholderData: keepPreviousData,
    gcTime: 60_000,
    queryFn: async ({ signal }) => {
      const body = { changes: [...asked.value] };
      const drawn = await told(api.POST('/api/v1/coverage/what-if/footprints', { body, signal }));
      return drawn as unknown as FeatureCollection;
    },
  });
  const isBehind = computed(() => query.isFetching.value || asked.value !== draft.changes.value);
  const effect = computed(() => (draft.changes.value.length === 0 ? null : (query.data.value ?? null)));
  const footprints = computed(() => (draft.changes.value.length === 0 ? null : (drawing.data.value ?? null)));
  return reactive({ effect, footprints, isBehind, error: query.error });
}

export type WhatIf = ReturnType<typeof useWhatIf>;
