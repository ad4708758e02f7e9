import { useInfiniteQuery } from '@tanstack/vue-query';
import { computed, type MaybeRefOrGetter, reactive, toValue } from 'vue';

interface Page<T> {
  readonly items: readonly T[];
  readonly nextCursor: string | null;
}

/** A list that comes page by page; `items` are all that have come. `key` may change, and asks anew. */
export function usePages<T>(
  key: MaybeRefOrGetter<readonly unknown[]>,
  ask: (query: { limit: number; cursor?: string }) => Promise<Page<T>>,
) {
  const query = useInfiniteQuery({
    queryKey: computed(() => toValue(key)),
    queryFn: ({ pageParam }) => ask({ limit: 100, ...(pageParam === null ? {} : { cursor: pageParam }) }),
    initialPageParam: null as string | null,
    getNextPageParam: ({ nextCursor }) => nextCursor,
    shallow: true,
  });
  const items = computed(() => (query.data.value?.pages ?? []).flatMap((page) => page.items));
  return reactive({ ...query, items });
}
