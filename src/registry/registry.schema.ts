import type { RoomSchema } from '../platform/database/room-schema.js';
import { Register1764000000000 } from './store/migrations/register-1764000000000.js';
import { cameras, credentials, programmes, villages, zones } from './store/rows.js';

export const registrySchema: RoomSchema = {
  entities: [villages, programmes, zones, credentials, cameras],
  migrations: [Register1764000000000],
};
