import { EntitySchema, type EntitySchemaColumnOptions } from 'typeorm';
import { instantTransformer } from '../../platform/database/columns.js';
import type { Actor, Role } from '../actor.js';

type Columns = Record<string, EntitySchemaColumnOptions>;

const text = (name: string): EntitySchemaColumnOptions => ({ name, type: 'text', nullable: true });
const flag = (name: string): EntitySchemaColumnOptions => ({ name, type: 'boolean' });
const whole = (name: string): EntitySchemaColumnOptions => ({ name, type: 'integer' });
const instant = (name: string): EntitySchemaColumnOptions => ({
  name,
  type: 'bigint',
  nullable: true,
  transformer: instantTransformer,
});
const key = (name: string, type: 'text' | 'integer' = 'text'): EntitySchemaColumnOptions => ({
  name,
  type,
  primary: true,
});
const DATED: Columns = { id: key('id'), createdAt: instant('created_at'), updatedAt: instant('updated_at') };

interface HolderRow {
  id: string;
  createdAt: number;
  updatedAt: number;
  name: string;
  role: Role;
  /** Whether only the villages of `user_villages` or `token_villages` exist for it. */
  isLimited: boolean;
}

export interface UserRow extends HolderRow {
  passwordHash: string;
  hasFirstPassword: boolean;
  isDisabled: boolean;
}
export const users = table<UserRow>('users', {
  ...DATED,
  name: text('name'),
  role: text('role'),
  isLimited: flag('is_limited'),
  passwordHash: text('password_hash'),
  hasFirstPassword: flag('has_first_password'),
  isDisabled: flag('is_disabled'),
});

export interface SessionRow {
  hash: string;
  userId: string;
  createdAt: number;
  usedAt: number;
}
export const sessions = table<SessionRow>('sessions', {
  hash: key('hash'),
  userId: text('user_id'),
  createdAt: instant('created_at'),
  usedAt: instant('used_at'),
});

export interface TokenRow extends HolderRow {
  hash: string;
  ownerId: string | null;
  expiresAt: number | null;
  usedAt: number | null;
}
export const tokens = table<TokenRow>('tokens', {
  ...DATED,
  name: text('name'),
  hash: text('hash'),
  role: text('role'),
  isLimited: flag('is_limited'),
  ownerId: text('owner_id'),
  expiresAt: instant('expires_at'),
  usedAt: instant('used_at'),
});

export interface HolderVillageRow {
  holderId: string;
  villageId: string;
}
const holderVillage: Columns = { holderId: key('holder_id'), villageId: key('village_id') };
export const userVillages = table<HolderVillageRow>('user_villages', holderVillage);
export const tokenVillages = table<HolderVillageRow>('token_villages', holderVillage);

export interface AuditRow {
  seq: number;
  at: number;
  actorKind: Actor['kind'];
  actorId: string | null;
  actorName: string;
  role: string | null;
  address: string | null;
  action: string;
  subject: string | null;
  status: number;
  reason: string | null;
  hash: string;
}
export const auditEntries = table<AuditRow>('audit_entries', {
  seq: key('seq', 'integer'),
  at: instant('at'),
  actorKind: text('actor_kind'),
  actorId: text('actor_id'),
  actorName: text('actor_name'),
  role: text('role'),
  address: text('address'),
  action: text('action'),
  subject: text('subject'),
  status: whole('status'),
  reason: text('reason'),
  hash: text('hash'),
});

export interface AnchorRow {
  id: number;
  count: number;
  head: string;
  /** Null once the trail was found broken: what is appended later cannot heal it. */
  seal: string | null;
}
export const auditAnchor = table<AnchorRow>('audit_anchor', {
  id: key('id', 'integer'),
  count: whole('count'),
  head: text('head'),
  seal: text('seal'),
});

function table<Row extends object>(tableName: string, columns: Columns): EntitySchema<Row> {
  return new EntitySchema<Row>({ name: tableName, tableName, columns: columns as never });
}
