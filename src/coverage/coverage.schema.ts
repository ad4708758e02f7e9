import type { RoomSchema } from '../platform/database/room-schema.js';
import { PlaceHistory1764960000000 } from './store/migrations/place-history-1764960000000.js';
import { coveragePulse, placeTurns } from './store/place-history-rows.js';

export const coverageRoomSchema: RoomSchema = {
  entities: [placeTurns, coveragePulse],
  migrations: [PlaceHistory1764960000000],
};
