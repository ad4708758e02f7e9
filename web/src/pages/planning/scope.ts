import { computed, type WritableComputedRef } from 'vue';
import { useRoute, useRouter } from 'vue-router';
import type { Basis } from './queries.ts';

export const SIDES = ['standing', 'draft', 'suggest', 'repairs', 'weak', 'plans'] as const;
export type Side = (typeof SIDES)[number];

/** What is looked at stands in the address: it can be sent to somebody, and is there again after signing in. */
export function useScope() {
  const route = useRoute();
  const router = useRouter();
  const said = (name: string): string | null => {
    const value = route.query[name];
    return typeof value === 'string' && value !== '' ? value : null;
  };
  const say = (name: string, value: string | null): void => {
    const { [name]: _, ...query } = route.query;
    void router.replace({ query: value === null ? query : { ...query, [name]: value } });
  };
  const village: WritableComputedRef<string | null> = computed({
    get: () => said('village'),
    set: (id) => say('village', id),
  });
  const basis: WritableComputedRef<Basis> = computed({
    get: () => (said('basis') === 'registered' ? 'registered' : 'live'),
    set: (to) => say('basis', to === 'live' ? null : to),
  });
  const side: WritableComputedRef<Side> = computed({
    get: () => SIDES.find((one) => one === said('side')) ?? 'standing',
    set: (to) => say('side', to),
  });
  return { village, basis, side };
}
