import type { RegisterEntry, Town } from '../../test/farm/index.js';
import type { ApiClient } from './api-client.js';

const AT_ONCE = 8;

interface Created {
  readonly id: string;
}

/** Enters the town into an empty register through the API. Answers which camera of the register is which of the farm. */
export async function registerTown(
  api: ApiClient,
  town: Town,
  onProgress: (done: number) => void,
): Promise<Map<string, string>> {
  const villages = new Map<string, string>();
  for (const { key, name, code, kind } of town.villages) {
    const body = { name, code, kind: kind === '社区' ? 'community' : 'village', isDemonstration: true };
    villages.set(key, (await api.post<Created>('villages', body)).id);
  }
  const programmes = new Map<string, string>();
  for (const { key, name } of town.programmes) {
    programmes.set(key, (await api.post<Created>('programmes', { name })).id);
  }
  const credentialOf = credentials(api);
  const farmIds = new Map<string, string>();
  await forEach(town.cameras, async ({ entry }) => {
    const body = {
      ...cameraOf(entry),
      villageId: villages.get(entry.villageKey),
      programmeId: programmes.get(entry.programmeKey),
      credentialId: await credentialOf(entry),
    };
    farmIds.set((await api.post<Created>('cameras', body)).id, entry.id);
    onProgress(farmIds.size);
  });
  return farmIds;
}

function cameraOf(entry: RegisterEntry): Record<string, unknown> {
  const rtsp = entry.streamPath === null ? null : { port: entry.rtspPort, path: entry.streamPath };
  return {
    name: entry.name,
    deviceCode: entry.deviceCode,
    siteKind: entry.siteKind,
    position: entry.position,
    isDemonstration: true,
    register: entry.mount,
    network: { host: entry.host, mac: entry.mac, onvif: { port: entry.onvifPort }, rtsp },
  };
}

/** One credential for all cameras that share a user name and a password. */
function credentials(api: ApiClient): (entry: RegisterEntry) => Promise<string | null> {
  const known = new Map<string, Promise<string>>();
  return async ({ username, password }) => {
    if (username === null) return null;
    const key = JSON.stringify([username, password]);
    const name = `${username} ${known.size + 1}`;
    const made =
      known.get(key) ?? api.post<Created>('credentials', { name, username, password }).then(({ id }) => id);
    known.set(key, made);
    return made;
  };
}

async function forEach<T>(items: readonly T[], task: (item: T) => Promise<void>): Promise<void> {
  const queue = [...items];
  const worker = async (): Promise<void> => {
    for (let item = queue.shift(); item !== undefined; item = queue.shift()) await task(item);
  };
  await Promise.all(Array.from({ length: AT_ONCE }, worker));
}
