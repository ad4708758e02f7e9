import type { RoomSchema } from '../platform/database/room-schema.js';
import { PlaceHistory1764960000000 } from './store/migrations/place-history-1764960000000.js';
import { Plans1765010000000 } from './store/migrations/plans-1765010000000.js';
import { coveragePulse, placeTurns } from './store/place-history-rows.js';
import { plans, planVillages } from './store/plan-rows.js';

export const coverageRoomSchema: RoomSchema = {
  entities: [placeTurns, coveragePulse, plans, planVillages],
  migrations: [PlaceHistory1764960000000, Plans1765010000000],
};
