import { In } from 'typeorm';
import type { RegistryStore } from './registry.store.js';
import type { CameraRow } from './rows.js';

/** The cameras that have any of these keys, each once. Four look-ups by index, and the wide rows only of what they find. */
export async function findCameras(
  store: RegistryStore,
  {
    ids,
    deviceCodes,
    macs,
    hosts,
  }: Readonly<Record<'ids' | 'deviceCodes' | 'macs' | 'hosts', readonly string[]>>,
): Promise<readonly CameraRow[]> {
  const keys = [
    ['id', ids],
    ['deviceCode', deviceCodes],
    ['mac', macs],
    ['host', hosts],
  ] as const;
  const found = new Set<string>();
  for (const [column, values] of keys) {
    if (values.length === 0) continue;
    for (const { id } of await store.cameras.columns(['id'], { [column]: In([...values]) })) found.add(id);
  }
  return found.size === 0 ? [] : store.cameras.all({ id: In([...found]) });
}
