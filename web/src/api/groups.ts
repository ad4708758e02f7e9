import { useQuery } from '@tanstack/vue-query';
import { computed, reactive } from 'vue';
import { allPages } from './all-pages.ts';
import { api, told } from './client.ts';
import { may } from './session.ts';

interface Named {
  readonly id: string;
  readonly name: string;
}

export function useVillages() {
  return useQuery({
    queryKey: ['villages', 'all'],
    queryFn: () => allPages((query) => told(api.GET('/api/v1/villages', { params: { query } }))),
  });
}

export function useProgrammes() {
  return useQuery({
    queryKey: ['programmes', 'all'],
    queryFn: () => allPages((query) => told(api.GET('/api/v1/programmes', { params: { query } }))),
  });
}

export function useZones() {
  return useQuery({
    queryKey: ['zones', 'all'],
    queryFn: () => allPages((query) => told(api.GET('/api/v1/zones', { params: { query } }))),
  });
}

/** Names of logins; closed to planners and villages, who see none. */
export function useCredentials() {
  return useQuery({
    queryKey: ['credentials', 'all'],
    queryFn: () => allPages((query) => told(api.GET('/api/v1/credentials', { params: { query } }))),
    enabled: () => may('admin', 'technician', 'auditor'),
  });
}

/** What cameras are grouped by, with names by id; empty until they are there. */
export function useGroups() {
  const lists = reactive({
    villages: useVillages(),
    programmes: useProgrammes(),
    zones: useZones(),
    credentials: useCredentials(),
  });
  const list = (noun: keyof typeof lists): readonly Named[] => lists[noun].data ?? [];
  const names = computed(() => {
    const all = (Object.keys(lists) as (keyof typeof lists)[]).flatMap((noun) => list(noun));
    return new Map(all.map(({ id, name }) => [id, name] as const));
  });
  const nameOf = (id: string | null | undefined): string => (id ? (names.value.get(id) ?? '') : '');
  /** A list that did not come: what is chosen from it has no choices. */
  const failed = computed(
    () => Object.values(lists).find(({ error, data }) => error !== null && !data) ?? null,
  );
  return reactive({ list, nameOf, failed });
}
