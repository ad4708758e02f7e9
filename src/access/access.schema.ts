import type { RoomSchema } from '../platform/database/room-schema.js';
import { Access1764300000000 } from './store/migrations/access-1764300000000.js';
import {
  auditAnchor,
  auditEntries,
  sessions,
  tokens,
  tokenVillages,
  users,
  userVillages,
} from './store/rows.js';

export const accessSchema: RoomSchema = {
  entities: [users, sessions, tokens, userVillages, tokenVillages, auditEntries, auditAnchor],
  migrations: [Access1764300000000],
};
