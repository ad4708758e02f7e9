import { useQuery } from '@tanstack/vue-query';
import { reactive } from 'vue';
import { api, told } from './client.ts';
import { queryClient } from './query-client.ts';

export type Settings = Awaited<ReturnType<typeof ask>>;

const ask = () => told(api.GET('/api/v1/board/settings'));
/** They change with a restart alone. */
const SETTINGS = { queryKey: ['board', 'settings'], queryFn: ask, staleTime: Infinity };

export function askSettings(): Promise<Settings> {
  return queryClient.fetchQuery(SETTINGS);
}

export function useSettings() {
  return reactive(useQuery(SETTINGS));
}
