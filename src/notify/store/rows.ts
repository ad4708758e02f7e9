import { EntitySchema, type EntitySchemaColumnOptions } from 'typeorm';
import { instantTransformer, jsonTransformer } from '../../platform/database/columns.js';
import type { Channel } from '../domain/channel.js';
import type { Delivery } from '../domain/delivery.js';
import type { Notice } from '../domain/notice.js';

const text = (name: string): EntitySchemaColumnOptions => ({ name, type: 'text' });
const maybe = (name: string): EntitySchemaColumnOptions => ({ ...text(name), nullable: true });
const key = (name: string): EntitySchemaColumnOptions => ({ ...text(name), primary: true });
const json = (name: string): EntitySchemaColumnOptions => ({ ...maybe(name), transformer: jsonTransformer });
const flag = (name: string): EntitySchemaColumnOptions => ({ name, type: 'boolean' });
const instant = (name: string, nullable = false): EntitySchemaColumnOptions => ({
  name,
  type: 'bigint',
  nullable,
  transformer: instantTransformer,
});

export type ChannelRow = { -readonly [K in keyof Channel]: Channel[K] };
export const channels = table<ChannelRow>('channels', {
  id: key('id'),
  name: text('name'),
  kind: text('kind'),
  villageId: maybe('village_id'),
  target: json('target'),
  sealed: text('sealed'),
  kinds: json('kinds'),
  levels: json('levels'),
  quietHours: json('quiet_hours'),
  language: text('language'),
  isEscalation: flag('is_escalation'),
  isPaused: flag('is_paused'),
  createdAt: instant('created_at'),
  updatedAt: instant('updated_at'),
});

export type NoticeRow = { -readonly [K in keyof Required<Notice>]: Required<Notice>[K] } & {
  postedAt: number;
};
export const notices = table<NoticeRow>('notices', {
  id: key('id'),
  thread: text('thread'),
  kind: text('kind'),
  level: text('level'),
  villageId: maybe('village_id'),
  at: instant('at'),
  title: json('title'),
  lines: json('lines'),
  counted: json('counted'),
  isForVillageOnly: flag('is_for_village_only'),
  postedAt: instant('posted_at'),
});

/** A notice for a channel; without a delivery it waits for its digest. */
export interface CopyRow {
  noticeId: string;
  channelId: string;
  deliveryId: string | null;
}
export const copies = table<CopyRow>('notice_copies', {
  noticeId: key('notice_id'),
  channelId: key('channel_id'),
  deliveryId: maybe('delivery_id'),
});

export type DeliveryRow = { -readonly [K in keyof Delivery]: Delivery[K] };
export const deliveries = table<DeliveryRow>('deliveries', {
  id: key('id'),
  channelId: text('channel_id'),
  villageId: maybe('village_id'),
  message: json('message'),
  state: text('state'),
  attempts: { name: 'attempts', type: 'integer' },
  nextAt: instant('next_at', true),
  createdAt: instant('created_at'),
  attemptedAt: instant('attempted_at', true),
  sentAt: instant('sent_at', true),
  lastError: maybe('last_error'),
  advice: maybe('advice'),
});

function table<Row extends object>(
  tableName: string,
  columns: Record<keyof Row & string, EntitySchemaColumnOptions>,
): EntitySchema<Row> {
  return new EntitySchema<Row>({ name: tableName, tableName, columns: columns as never });
}
