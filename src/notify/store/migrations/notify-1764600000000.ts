import { type MigrationInterface, type QueryRunner, Table, TableForeignKey } from 'typeorm';
import { boolean, id, instant, integer, json, text } from '../../../platform/database/columns.js';

const maybe = { isNullable: true } as const;

/** Where people are told, what they are to be told, and how far that got. */
export class Notify1764600000000 implements MigrationInterface {
  readonly name = 'Notify1764600000000';

  async up(runner: QueryRunner): Promise<void> {
    for (const table of [channels(), notices(), copies(), deliveries()]) await runner.createTable(table);
  }

  async down(): Promise<void> {
    throw new Error('migrations go forward only; restore a backup to go back');
  }
}

function channels(): Table {
  return new Table({
    name: 'channels',
    columns: [
      id(),
      text('name', { isUnique: true }),
      text('kind'),
      text('village_id', maybe),
      json('target'),
      text('sealed'),
      json('kinds'),
      json('levels'),
      json('quiet_hours', maybe),
      text('language'),
      boolean('is_escalation'),
      boolean('is_paused'),
      instant('created_at'),
      instant('updated_at'),
    ],
    foreignKeys: [cascade('channels', 'village_id', 'villages')],
  });
}

/** Without a foreign key to the village: what was told stays what was told. */
function notices(): Table {
  return new Table({
    name: 'notices',
    columns: [
      id(),
      text('thread'),
      text('kind'),
      text('level'),
      text('village_id', maybe),
      instant('at'),
      json('title'),
      json('lines'),
      json('counted', maybe),
      instant('posted_at'),
    ],
    indices: [
      { name: 'notices_thread', columnNames: ['thread'] },
      { name: 'notices_posted_at', columnNames: ['posted_at'] },
    ],
  });
}

function copies(): Table {
  return new Table({
    name: 'notice_copies',
    columns: [
      text('notice_id', { isPrimary: true }),
      text('channel_id', { isPrimary: true }),
      text('delivery_id', maybe),
    ],
    foreignKeys: [
      cascade('notice_copies', 'notice_id', 'notices'),
      cascade('notice_copies', 'channel_id', 'channels'),
    ],
    indices: [
      { name: 'notice_copies_channel', columnNames: ['channel_id', 'delivery_id'] },
      { name: 'notice_copies_delivery', columnNames: ['delivery_id'] },
    ],
  });
}

function deliveries(): Table {
  return new Table({
    name: 'deliveries',
    columns: [
      id(),
      text('channel_id'),
      text('village_id', maybe),
      json('message'),
      text('state'),
      integer('attempts'),
      instant('next_at', maybe),
      instant('created_at'),
      instant('attempted_at', maybe),
      instant('sent_at', maybe),
      text('last_error', maybe),
      text('advice', maybe),
    ],
    foreignKeys: [cascade('deliveries', 'channel_id', 'channels')],
    indices: [
      { name: 'deliveries_channel_state', columnNames: ['channel_id', 'state'] },
      { name: 'deliveries_state', columnNames: ['state'] },
    ],
  });
}

function cascade(table: string, column: string, referenced: string): TableForeignKey {
  return new TableForeignKey({
    name: `${table}_${column}`,
    columnNames: [column],
    referencedTableName: referenced,
    referencedColumnNames: ['id'],
    onDelete: 'CASCADE',
  });
}
