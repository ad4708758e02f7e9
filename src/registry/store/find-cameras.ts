import { In } from 'typeorm';
import type { RegistryStore } from './registry.store.js';
import type { CameraRow } from './rows.js';

/** The cameras that have any of these keys, each once. Four look-ups by index. */
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
  const found = new Map<string, CameraRow>();
  for (const [column, values] of keys) {
    if (values.length === 0) continue;
    for (const row of await store.cameras.all({ [column]: In([...values]) })) found.set(row.id, row);
  }
  return [...found.values()];
}
