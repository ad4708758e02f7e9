import { useQueries, useQuery } from '@tanstack/vue-query';
import { computed, onScopeDispose, reactive, ref, type Ref } from 'vue';
import { api, told } from '../../api/client.ts';
import type { Camera } from './camera-draft.ts';
import type { Filter } from './use-filter.ts';

const ROWS_AT_ONCE = 100;
/** How often the rows in sight are asked for again, for their states. */
const AGAIN_MS = 30_000;
/** What is scrolled past faster is not asked for. */
const SETTLE_MS = 120;

const version = ref(0);

/** Somebody here has changed the register: the table begins anew. */
export function rowsChanged(): void {
  version.value += 1;
}

/** What the table shows of a camera: all of its fields, a hundred thousand times, would fill the memory of a desk. */
export interface Row extends Pick<
  Camera,
  'id' | 'name' | 'villageId' | 'programmeId' | 'lifecycle' | 'state'
> {
  readonly host: string;
  readonly vendorCode: string | null;
  readonly model: string | null;
  readonly address: string | null;
  readonly hasPosition: boolean;
}

/** How many cameras fit, and the rows of the part that is in sight, wherever that is. */
export function useRows(filter: Ref<Filter>) {
  const range = ref<readonly [from: number, to: number]>([0, ROWS_AT_ONCE]);
  const key = computed(() => [version.value, filter.value] as const);
  const count = useQuery({
    queryKey: ['register', 'count', key],
    queryFn: ({ signal }) => countOf(filter.value, signal),
    refetchInterval: AGAIN_MS,
  });
  const pages = computed(() => {
    const [from, to] = range.value;
    const first = Math.floor(from / ROWS_AT_ONCE);
    const end = Math.ceil(Math.min(to, count.data.value ?? 0) / ROWS_AT_ONCE);
    return Array.from({ length: Math.max(0, end - first) }, (_, at) => first + at);
  });
  const queries = useQueries({
    queries: computed(() =>
      pages.value.map((page) => ({
        queryKey: ['register', 'rows', ...key.value, page],
        queryFn: ({ signal }: { signal: AbortSignal }) => pageOf(filter.value, page, signal),
        refetchInterval: AGAIN_MS,
      })),
    ),
  });
  const rows = computed(
    () => new Map(pages.value.map((page, at) => [page, queries.value[at]?.data ?? []] as const)),
  );
  const rowAt = (index: number): Row | undefined =>
    rows.value.get(Math.floor(index / ROWS_AT_ONCE))?.[index % ROWS_AT_ONCE];
  /** Rows that did not come, or not anew. */
  const broken = computed(() => {
    const found = queries.value.find(({ isError }) => isError);
    return found === undefined ? null : { ...found, data: undefined };
  });
  return { count: reactive(count), rowAt, see: settling(range), broken };
}

/** Takes the part that is in sight, at most every {@link SETTLE_MS}, and the last of them in any case. */
function settling(range: Ref<readonly [number, number]>): (from: number, to: number) => void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  let latest: readonly [number, number] = range.value;
  onScopeDispose(() => clearTimeout(timer));
  return (from, to) => {
    latest = [from, to];
    timer ??= setTimeout(() => {
      timer = undefined;
      range.value = latest;
    }, SETTLE_MS);
  };
}

async function countOf(filter: Filter, signal: AbortSignal): Promise<number> {
  const asked = { params: { query: filter as object }, signal };
  return (await told(api.GET('/api/v1/cameras/count', asked))).count;
}

async function pageOf(filter: Filter, page: number, signal: AbortSignal): Promise<readonly Row[]> {
  const query = { ...filter, limit: ROWS_AT_ONCE, offset: page * ROWS_AT_ONCE } as object;
  const { items } = await told(api.GET('/api/v1/cameras', { params: { query }, signal }));
  return items.map((camera) => rowOf(camera));
}

function rowOf({ network, register, position, observed, ...camera }: Camera): Row {
  const { id, name, villageId, programmeId, lifecycle, state } = camera;
  return {
    id,
    name,
    villageId,
    programmeId,
    lifecycle,
    state,
    host: network.host,
    vendorCode: register.vendorCode,
    model: register.model ?? observed?.model ?? null,
    address: register.installAddress,
    hasPosition: position !== null,
  };
}
