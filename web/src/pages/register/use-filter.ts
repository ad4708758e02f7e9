import { computed } from 'vue';
import { useRoute, useRouter } from 'vue-router';

const FIELDS = ['q', 'villageId', 'programmeId', 'zoneId', 'lifecycle', 'state', 'hasPosition'] as const;
export type FilterField = (typeof FIELDS)[number];
export type Filter = Readonly<Partial<Record<FilterField, string>>>;

/** What the register is narrowed to. It stands in the address, so that it can be sent on, and is there on the way back. */
export function useFilter() {
  const route = useRoute();
  const router = useRouter();
  const filter = computed((): Filter => {
    const given = FIELDS.flatMap((field) => {
      const value = route.query[field];
      return typeof value === 'string' && value !== '' ? [[field, value] as const] : [];
    });
    return Object.fromEntries(given);
  });
  const isNarrow = computed(() => Object.keys(filter.value).length > 0);
  const set = (next: Filter): void => void router.replace({ query: { ...next } });
  const narrow = (field: FilterField, value: string | undefined): void => {
    const { [field]: _before, ...others } = filter.value;
    set(value ? { ...others, [field]: value } : others);
  };
  return { filter, isNarrow, set, narrow };
}

/** The same in JSON, where a flag is no text. */
export function inJson({ hasPosition, ...given }: Filter): object {
  return hasPosition === undefined ? given : { ...given, hasPosition: hasPosition === 'true' };
}
