import { join } from 'node:path';
import { openDatabase } from '../../../src/platform/database/open-database.js';
import { ROOM_SCHEMAS } from '../../../src/schema.js';
import { outages } from '../../../src/uptime/store/outage-rows.js';
import { standings, transitions } from '../../../src/uptime/store/rows.js';

const DAY_MS = 86_400_000;
const SILENT = { faultCode: 'connect-timeout', faultDetail: 'nothing answers' } as const;

/** Writes what a service that had run for days would have kept of a camera that fell then. It must be at rest. */
export async function fellDaysAgo(dataDir: string, cameraId: string, days: number): Promise<void> {
  const source = await openDatabase({ kind: 'sqlite', path: join(dataDir, 'shouwang.sqlite') }, ROOM_SCHEMAS);
  const since = Date.now() - days * DAY_MS;
  const fall = { id: `fall-of-${cameraId}`, at: since, fromState: 'unknown', toState: 'offline' } as const;
  await source.transaction(async (manager) => {
    await manager.getRepository(outages).delete({ cameraId });
    await manager.getRepository(transitions).delete({ cameraId });
    await manager.getRepository(transitions).insert({ ...fall, cameraId, ...SILENT });
    await manager.getRepository(standings).save({ cameraId, state: 'offline', since, ...SILENT });
  });
  await source.destroy();
}
