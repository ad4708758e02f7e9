import { useQuery } from '@tanstack/vue-query';
import { reactive, type Ref } from 'vue';
import { api, told } from './client.ts';
import { isProblem } from './problem.ts';

const DAY_MS = 86_400_000;

/** What is known of one camera; `['camera', id]` asks all of it again. */
export function useCamera(id: string) {
  return reactive(
    useQuery({
      queryKey: ['camera', id, 'entry'],
      queryFn: () => told(api.GET('/api/v1/cameras/{id}', { params: { path: { id } } })),
    }),
  );
}

export function useCameraState(id: string) {
  return reactive(
    useQuery({
      queryKey: ['camera', id, 'state'],
      queryFn: () => told(api.GET('/api/v1/cameras/{id}/state', { params: { path: { id } } })),
    }),
  );
}

/** Null before the first probe since the service started. */
export function useEvidence(id: string) {
  return reactive(
    useQuery({
      queryKey: ['camera', id, 'evidence'],
      queryFn: async () => {
        try {
          return await told(api.GET('/api/v1/cameras/{id}/evidence', { params: { path: { id } } }));
        } catch (cause) {
          if (isProblem(cause, 'no-evidence')) return null;
          throw cause;
        }
      },
    }),
  );
}

export function useTimeline(id: string, days: Ref<number>) {
  return reactive(
    useQuery({
      queryKey: ['camera', id, 'timeline', days],
      queryFn: () => {
        const from = new Date(Date.now() - days.value * DAY_MS).toISOString();
        const params = { path: { id }, query: { from, limit: 10_000 } };
        return told(api.GET('/api/v1/cameras/{id}/timeline', { params }));
      },
    }),
  );
}

/** The outage that lasts; null where none does. */
export function useOutageOf(id: string) {
  return reactive(
    useQuery({
      queryKey: ['camera', id, 'outage'],
      queryFn: async () => {
        const query = { cameraId: id, isOpen: 'true', limit: 1 } as const;
        const { items } = await told(api.GET('/api/v1/outages', { params: { query } }));
        return items[0] ?? null;
      },
    }),
  );
}

/** Newest first. */
export function useOrdersOf(id: string) {
  return reactive(
    useQuery({
      queryKey: ['work-orders', 'of', id],
      queryFn: () => told(api.GET('/api/v1/work-orders', { params: { query: { cameraId: id, limit: 10 } } })),
    }),
  );
}

export function useSteps(id: Ref<string>) {
  return reactive(
    useQuery({
      queryKey: ['work-orders', 'steps', id],
      queryFn: () => told(api.GET('/api/v1/work-orders/{id}/steps', { params: { path: { id: id.value } } })),
    }),
  );
}

export function usePictureChecks(id: string) {
  return reactive(
    useQuery({
      queryKey: ['camera', id, 'checks'],
      queryFn: () => told(api.GET('/api/v1/cameras/{id}/picture-checks', { params: { path: { id } } })),
    }),
  );
}
