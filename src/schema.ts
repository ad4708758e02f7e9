import type { RoomSchema } from './platform/database/room-schema.js';
import { registrySchema } from './registry/index.js';

/** The tables of every room, in flow order. */
export const ROOM_SCHEMAS: readonly RoomSchema[] = [registrySchema];
