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
  const lists = {
    villages: useVillages().data,
    programmes: useProgrammes().data,
    zones: useZones().data,
    credentials: useCredentials().data,
  };
  const names = computed(() => {
    const all: readonly (readonly Named[] | undefined)[] = Object.values(lists).map(({ value }) => value);
    return new Map(all.flatMap((list = []) => list.map(({ id, name }) => [id, name] as const)));
  });
  const list = (noun: keyof typeof lists): readonly Named[] => lists[noun].value ?? [];
  const nameOf = (id: string | null | undefined): string => (id ? (names.value.get(id) ?? '') : '');
  return reactive({ list, nameOf });
}
