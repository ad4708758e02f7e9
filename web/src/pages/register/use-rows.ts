import { useInfiniteQuery } from '@tanstack/vue-query';
import { computed, ref, type Ref, watchEffect } from 'vue';
import { api, told } from '../../api/client.ts';
import { type Filter, queryOf } from './use-filter.ts';
import type { CameraState } from './use-states.ts';

const ROWS_AT_ONCE = 200;
/** How many rows of a state are looked for before somebody scrolls on. */
const ENOUGH = 50;

const version = ref(0);

/** Somebody here has changed the register: the table begins anew. */
export function rowsChanged(): void {
  version.value += 1;
}

/** What the table shows of a camera: all of its fields, a hundred thousand times, would fill the memory of a desk. */
export interface Row {
  readonly id: string;
  readonly name: string;
  readonly villageId: string;
  readonly programmeId: string | null;
  readonly lifecycle: 'planned' | 'in-service' | 'under-repair' | 'removed';
  readonly host: string;
  readonly vendorCode: string | null;
  readonly model: string | null;
  readonly address: string | null;
  readonly hasPosition: boolean;
}

interface Page {
  readonly rows: readonly Row[];
  readonly nextCursor: string | null;
}

/** The register, page by page as one scrolls. A state narrows what has come, for the register itself knows none. */
export function useRows(filter: Ref<Filter>, states: Ref<ReadonlyMap<string, CameraState>>) {
  const query = useInfiniteQuery({
    queryKey: ['register', 'rows', version, computed(() => queryOf(filter.value))],
    queryFn: ({ pageParam, signal }) => pageOf(queryOf(filter.value), pageParam, signal),
    initialPageParam: null as string | null,
    getNextPageParam: ({ nextCursor }) => nextCursor,
    shallow: true,
    structuralSharing: false,
    // Asking again would ask for every page that has come.
    staleTime: 'static',
    refetchOnWindowFocus: false,
  });
  const rows = computed(() => {
    const all = query.data.value?.pages.flatMap((page) => page.rows) ?? [];
    const { state } = filter.value;
    return state === undefined ? all : all.filter(({ id }) => states.value.get(id) === state);
  });
  const more = (): void => {
    if (query.hasNextPage.value && !query.isFetching.value) void query.fetchNextPage();
  };
  watchEffect(() => {
    if (filter.value.state !== undefined && rows.value.length < ENOUGH && query.data.value) more();
  });
  return { query, rows, more };
}

async function pageOf(query: Filter, cursor: string | null, signal: AbortSignal): Promise<Page> {
  const asked = { ...query, limit: ROWS_AT_ONCE, ...(cursor === null ? {} : { cursor }) } as object;
  const { items, nextCursor } = await told(api.GET('/api/v1/cameras', { params: { query: asked }, signal }));
  return {
    nextCursor,
    rows: items.map(
      ({ id, name, villageId, programmeId, lifecycle, network, register, position, observed }) => ({
        id,
        name,
        villageId,
        programmeId,
        lifecycle,
        host: network.host,
        vendorCode: register.vendorCode,
        model: register.model ?? observed?.model ?? null,
        address: register.installAddress,
        hasPosition: position !== null,
      }),
    ),
  };
}
