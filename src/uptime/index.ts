/** States, transitions and ratios: what verdicts make of cameras over time. */
import type { RoomSchema } from '../platform/database/room-schema.js';
import { Uptime1764000100000 } from './store/migrations/uptime-1764000100000.js';
import { pulse, standings, transitions } from './store/rows.js';

export { intactRatio, type TimeByState, uptimeRatio } from './domain/ratio.js';
export { CameraStateChanged } from './events.js';
export { type CameraStanding, type GroupCount, type GroupTime, Uptime } from './uptime.facade.js';
export { UptimeModule } from './uptime.module.js';

export const uptimeSchema: RoomSchema = {
  entities: [standings, transitions, pulse],
  migrations: [Uptime1764000100000],
};
