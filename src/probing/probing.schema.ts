import type { RoomSchema } from '../platform/database/room-schema.js';
import { Probing1764000050000 } from './store/migrations/probing-1764000050000.js';
import { memories } from './store/rows.js';

export const probingSchema: RoomSchema = { entities: [memories], migrations: [Probing1764000050000] };
