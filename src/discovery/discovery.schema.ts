import type { RoomSchema } from '../platform/database/room-schema.js';
import { Discovery1764000020000 } from './store/migrations/discovery-1764000020000.js';
import { candidates, searches, sightings } from './store/rows.js';

export const discoverySchema: RoomSchema = {
  entities: [searches, candidates, sightings],
  migrations: [Discovery1764000020000],
};
