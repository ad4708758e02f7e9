import type { RoomSchema } from './platform/database/room-schema.js';

/** The tables of every room, in flow order. */
export const ROOM_SCHEMAS: readonly RoomSchema[] = [];
