import { accessSchema } from './access/index.js';
import { coverageRoomSchema } from './coverage/index.js';
import { dispatchSchema } from './dispatch/index.js';
import { discoverySchema } from './discovery/index.js';
import { fundingRoomSchema } from './funding/index.js';
import { notifySchema } from './notify/index.js';
import type { RoomSchema } from './platform/database/room-schema.js';
import { probingSchema } from './probing/index.js';
import { registrySchema } from './registry/index.js';
import { uptimeSchema } from './uptime/index.js';

/** The tables of every room, in flow order. */
export const ROOM_SCHEMAS: readonly RoomSchema[] = [
  registrySchema,
  discoverySchema,
  probingSchema,
  uptimeSchema,
  coverageRoomSchema,
  notifySchema,
  dispatchSchema,
  fundingRoomSchema,
  // Last, because the villages of a user are the register's.
  accessSchema,
];
