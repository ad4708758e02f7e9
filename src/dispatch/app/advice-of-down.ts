import type { Uptime } from '../../uptime/index.js';
import type { Words } from '../domain/words.js';

/** What a technician can try, by the ids of the cameras that are confirmed offline and not back. */
export function adviceOfDown(uptime: Uptime): ReadonlyMap<string, Words> {
  const down = uptime.openOutages().filter(({ recoveredAt }) => recoveredAt === null);
  return new Map(down.map(({ cameraId, advice }) => [cameraId, advice]));
}
