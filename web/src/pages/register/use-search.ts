import { useQuery, useQueryClient } from '@tanstack/vue-query';
import { computed, onScopeDispose, reactive, type Ref, shallowRef, watch } from 'vue';
import { api, told } from '../../api/client.ts';
import { watchJob } from '../../api/job-events.ts';
import { useRefusal } from '../../api/refusal.ts';
import type { paths } from '../../api/schema.d.ts';

export type Search = paths['/api/v1/searches/{id}']['get']['responses'][200]['content']['application/json'];
export type SearchOrder = paths['/api/v1/searches']['post']['requestBody']['content']['application/json'];

/** Searches, the newest first, and the one that is looked at, told of as it goes on. */
export function useSearches(chosen: Ref<string | null>) {
  const queryClient = useQueryClient();
  const refusal = useRefusal(['zoneId', 'ranges', 'ports', 'credentialIds']);
  const live = shallowRef<Search | null>(null);
  let stop: (() => void) | null = null;
  const list = useQuery({
    queryKey: ['searches'],
    queryFn: () => told(api.GET('/api/v1/searches', { params: { query: { limit: 20 } } })),
  });
  const current = computed(
    () =>
      (live.value?.id === chosen.value
        ? live.value
        : list.data.value?.items.find(({ id }) => id === chosen.value)) ?? null,
  );
  watch(list.data, (found) => (chosen.value ??= found?.items[0]?.id ?? null), { immediate: true });
  watch(() => [chosen.value, current.value?.status] as const, follow, { immediate: true });
  onScopeDispose(() => stop?.());

  function see(search: Search): void {
    live.value = search;
  }

  async function over(search: Search): Promise<void> {
    see(search);
    await queryClient.invalidateQueries({ queryKey: ['candidates'] });
    await queryClient.invalidateQueries({ queryKey: ['searches'] });
  }

  function follow(): void {
    stop?.();
    stop = null;
    const { id, status } = current.value ?? {};
    if (id === undefined || status !== 'running') return;
    stop = watchJob(`/api/v1/searches/${id}/events`, { progress: see, over }, 'over');
  }

  async function start(order: SearchOrder): Promise<void> {
    try {
      const search = (await told(api.POST('/api/v1/searches', { body: order }))) as Search;
      refusal.forget();
      live.value = search;
      chosen.value = search.id;
      await queryClient.invalidateQueries({ queryKey: ['searches'] });
    } catch (cause) {
      refusal.hear(cause);
    }
  }

  async function cancel(): Promise<void> {
    if (chosen.value === null) return;
    try {
      await api.DELETE('/api/v1/searches/{id}', { params: { path: { id: chosen.value } } });
    } catch (cause) {
      refusal.hear(cause);
    }
  }

  return { list: reactive(list), current, refusal, start, cancel };
}
