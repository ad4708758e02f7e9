import { useQuery } from '@tanstack/vue-query';
import { reactive } from 'vue';
import { allPages } from './all-pages.ts';
import { api, told } from './client.ts';

const MINUTE_MS = 60_000;
/** What was asked once is shown, with its age, while the line is bad. */
const KEEP_MS = 24 * 60 * MINUTE_MS;

export function useVillageBoard() {
  return reactive(
    useQuery({
      queryKey: ['villages-board'],
      queryFn: () => told(api.GET('/api/v1/board/villages')),
      refetchInterval: MINUTE_MS,
      gcTime: KEEP_MS,
    }),
  );
}

export function useBand() {
  return reactive(
    useQuery({
      queryKey: ['band'],
      queryFn: () => told(api.GET('/api/v1/board/band', { params: { query: {} } })),
      refetchInterval: 5 * MINUTE_MS,
    }),
  );
}

export function useOpenIncidents() {
  return reactive(
    useQuery({
      queryKey: ['incidents'],
      queryFn: () =>
        listed((page) => api.GET('/api/v1/incidents', { params: { query: { isOpen: 'true', ...page } } })),
      gcTime: KEEP_MS,
    }),
  );
}

export function useOpenOutages() {
  return reactive(
    useQuery({
      queryKey: ['outages'],
      queryFn: () =>
        listed((page) => api.GET('/api/v1/outages', { params: { query: { isOpen: 'true', ...page } } })),
      gcTime: KEEP_MS,
    }),
  );
}

export function useUnfinishedOrders() {
  return reactive(
    useQuery({
      queryKey: ['work-orders'],
      queryFn: () =>
        listed((page) =>
          api.GET('/api/v1/work-orders', { params: { query: { unfinished: 'true', ...page } } }),
        ),
      gcTime: KEEP_MS,
    }),
  );
}

/** To its end: on a day when a whole town is down, what is counted here is what there is. */
async function listed<T>(
  ask: (page: { limit: number; cursor?: string }) => Promise<{
    data?: { items: T[]; nextCursor: string | null };
  }>,
) {
  return { items: await allPages((page) => told(ask(page))) };
}
