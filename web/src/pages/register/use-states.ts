import { useQuery } from '@tanstack/vue-query';
import { computed } from 'vue';
import { api, told } from '../../api/client.ts';

export type CameraState = 'online' | 'impaired' | 'offline' | 'unknown';

/** What probing finds of each camera, by its id; cameras that are not in service have none. */
export function useStates() {
  const board = useQuery({
    queryKey: ['register', 'states'],
    queryFn: ({ signal }) => told(api.GET('/api/v1/board/cameras', { signal })),
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
