import type { RoomSchema } from '../platform/database/room-schema.js';
import { PictureChecks1764800000000 } from './store/migrations/picture-checks-1764800000000.js';
import { Probing1764000050000 } from './store/migrations/probing-1764000050000.js';
import { memories, pictureChoices } from './store/rows.js';

export const probingSchema: RoomSchema = {
  entities: [memories, pictureChoices],
  migrations: [Probing1764000050000, PictureChecks1764800000000],
};
