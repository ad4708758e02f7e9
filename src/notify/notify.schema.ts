import type { RoomSchema } from '../platform/database/room-schema.js';
import { Notify1764600000000 } from './store/migrations/notify-1764600000000.js';
import { VillagesApart1764600000100 } from './store/migrations/villages-apart-1764600000100.js';
import { channels, copies, deliveries, notices } from './store/rows.js';

export const notifySchema: RoomSchema = {
  entities: [channels, notices, copies, deliveries],
  migrations: [Notify1764600000000, VillagesApart1764600000100],
};
