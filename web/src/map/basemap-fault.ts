/** Why the map of the town is not there; with the status that its server answered, where it did. */
export interface BasemapFault {
  readonly reason: 'silent' | 'refused' | 'missing' | 'failed' | 'unreadable' | 'noRanges';
  readonly status: number | null;
}

/** What 天地图 answers to a wrong key, a strange host or too many calls besides 401 and 403. */
const REFUSALS = new Set([401, 403, 407, 418, 429]);

/** Tells what is to be done from what MapLibre, PMTiles and `fetch` throw. */
export function basemapFault(cause: unknown): BasemapFault {
  const { message = '', status: said } = (cause ?? {}) as { message?: string; status?: number };
  const status = said || Number(/Bad response code: (\d+)/.exec(message)?.[1] ?? 0);
  if (REFUSALS.has(status)) return { reason: 'refused', status };
  if (status === 404) return { reason: 'missing', status };
  if (status >= 300) return { reason: 'failed', status };
  if (/Byte Serving|416/.test(message)) return { reason: 'noRanges', status: null };
  if (/decode|image|magic number|spec version|directory|compression|JSON/i.test(message))
    return { reason: 'unreadable', status: null };
  return { reason: 'silent', status: null };
}
