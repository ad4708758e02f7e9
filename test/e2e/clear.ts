import type { Service } from './service.js';

/** The zone that is there from the start, and stays. */
const LOCAL_ZONE = 'local';

/** Removes all entries of these kinds, one kind after the other: what others name comes last. */
export async function clear(service: Service, ...nouns: readonly string[]): Promise<void> {
  for (const noun of nouns) {
    const path = `/api/v1/${noun}`;
    const { items } = await service.json<{ items: { id: string; name: string }[] }>(
      'GET',
      `${path}?limit=100`,
    );
    for (const { id, name } of items)
      if (noun !== 'zones' || name !== LOCAL_ZONE) await service.request('DELETE', `${path}/${id}`);
  }
}
