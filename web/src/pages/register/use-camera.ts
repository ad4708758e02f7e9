import { useQuery, useQueryClient } from '@tanstack/vue-query';
import { reactive, ref, watch } from 'vue';
import { api } from '../../api/client.ts';
import { isProblem } from '../../api/problem.ts';
import { useRefusal } from '../../api/refusal.ts';
import { type Camera, type CameraPatch, type Draft, draftOf, emptyDraft, patchOf } from './camera-draft.ts';
import { SECTIONS } from './camera-fields.ts';
import { keptChanges } from './kept-changes.ts';
import { rowsChanged } from './use-rows.ts';

const OWN_FIELDS = ['longitudeDeg', 'latitudeDeg', 'network.onvif', 'network.rtsp', 'position'];
const FIELDS = [
  ...Object.values(SECTIONS).flatMap((fields) => fields.map(({ path }) => path)),
  ...OWN_FIELDS,
];

interface Read {
  readonly camera: Camera;
  readonly etag: string;
}

/** A camera as it is typed, beside what was read of the service; `id` null for a new one. */
export function useCamera(id: string | null) {
  const queryClient = useQueryClient();
  const refusal = useRefusal(FIELDS);
  const kept = keptChanges(id);
  const draft = reactive<Draft>({ ...emptyDraft(), ...(id === null ? kept.read() : {}) });
  const before = ref<Draft>({});
  const query = useQuery({
    queryKey: ['register', 'camera', id],
    queryFn: () => read(id!),
    enabled: id !== null,
    // What is typed is not written over by looking again.
    refetchOnWindowFocus: false,
    // Nor by what the service tells of others: that is shown when it is saved.
    staleTime: 'static',
    gcTime: 0,
  });
  watch(query.data, (found) => {
    if (found) take(found.camera);
  });

  watch(draft, () => kept.write(changes()));

  function take(camera: Camera): void {
    before.value = draftOf(camera);
    Object.assign(draft, before.value, kept.read());
  }

  /** What differs from what was read. */
  function changes(): Draft {
    const differ = Object.entries(draft).filter(([path, value]) => !isSame(value, before.value[path]));
    return Object.fromEntries(differ);
  }

  async function save(): Promise<Camera | null> {
    const found = query.data.value ?? null;
    const patch = patchOf(draft, id === null ? {} : before.value, found?.camera.network ?? null);
    try {
      const saved = await (found === null ? enter(patch) : change(found, patch));
      kept.write({});
      refusal.forget();
      rowsChanged();
      if (id !== null) queryClient.setQueryData(['register', 'camera', id], saved);
      return saved.camera;
    } catch (cause) {
      refusal.hear(cause);
      return null;
    }
  }

  /** Reads what others have changed; what was typed here stays where it differs from what was read before. */
  async function takeOthers(): Promise<void> {
    await query.refetch();
    refusal.forget();
  }

  const isStale = () => isProblem(refusal.problem.value, 'changed-since');
  /** What was never read was not changed. */
  const isChanged = () => query.data.value !== undefined && Object.keys(changes()).length > 0;
  /** What was typed is not wanted any more. */
  const forget = () => kept.write({});
  return { query: reactive(query), draft, refusal, save, takeOthers, isStale, isChanged, forget };
}

function isSame(a: unknown, b: unknown): boolean {
  return JSON.stringify(a ?? null) === JSON.stringify(b ?? null);
}

async function read(id: string): Promise<Read> {
  const { data, response } = await api.GET('/api/v1/cameras/{id}', { params: { path: { id } } });
  return { camera: data as unknown as Camera, etag: response.headers.get('etag') ?? '' };
}

async function change({ camera, etag }: Read, body: CameraPatch): Promise<Read> {
  const params = { path: { id: camera.id }, header: { 'If-Match': etag } };
  const { data, response } = await api.PATCH('/api/v1/cameras/{id}', { params, body });
  return { camera: data as unknown as Camera, etag: response.headers.get('etag') ?? '' };
}

async function enter(entry: CameraPatch): Promise<Read> {
  const { data, response } = await api.POST('/api/v1/cameras', { body: { network: {}, ...entry } as never });
  return { camera: data as unknown as Camera, etag: response.headers.get('etag') ?? '' };
}
