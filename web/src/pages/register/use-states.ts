import { useQuery } from '@tanstack/vue-query';
import { computed } from 'vue';
import { api } from '../../api/client.ts';

export type CameraState = 'online' | 'impaired' | 'offline' | 'unknown';

/** By column, as `GET /board/cameras` tells it. */
interface Board {
  readonly stateNames: readonly CameraState[];
  readonly ids: readonly string[];
  readonly states: readonly number[];
  readonly inService: readonly (0 | 1)[];
}

/** What probing finds of each camera, by its id; cameras that are not in service have none. */
export function useStates() {
  const board = useQuery({
    queryKey: ['register', 'states'],
    queryFn: async ({ signal }) =>
      (await api.GET('/api/v1/board/cameras', { signal })).data as unknown as Board,
    shallow: true,
    structuralSharing: false,
    refetchInterval: 60_000,
  });
  return computed(() => {
    const { ids = [], states = [], inService = [], stateNames = [] } = board.data.value ?? {};
    const looked = ids.flatMap((id, index) =>
      inService[index] === 1 ? [[id, stateNames[states[index]!]!] as const] : [],
    );
    return new Map(looked);
  });
}
