import { type MigrationInterface, type QueryRunner, Table, TableForeignKey } from 'typeorm';
import { boolean, id, instant, integer, json, text } from '../../../platform/database/columns.js';

const maybe = { isNullable: true } as const;

/** What people were told of, and work orders with every step of theirs. */
export class Dispatch1764700000000 implements MigrationInterface {
  readonly name = 'Dispatch1764700000000';

  async up(runner: QueryRunner): Promise<void> {
    for (const table of [threads(), orders(), cameras(), steps(), untold()]) await runner.createTable(table);
  }

  async down(): Promise<void> {
    throw new Error('migrations go forward only; restore a backup to go back');
  }
}

function threads(): Table {
  return new Table({
    name: 'dispatch_threads',
    columns: [
      id('thread'),
      text('village_id', maybe),
      text('level'),
      json('name'),
      instant('told_at'),
      integer('escalations'),
      text('cause', maybe),
    ],
  });
}

/** Without foreign keys to cameras and incidents: what was ordered stays, also when these are gone. */
function orders(): Table {
  return new Table({
    name: 'work_orders',
    columns: [
      id(),
      text('origin'),
      text('state'),
      text('incident_id', maybe),
      text('title'),
      text('contractor', maybe),
      text('assignee', maybe),
      text('cause', maybe),
      text('parts', maybe),
      text('note', maybe),
      instant('opened_at'),
      text('opened_by'),
      instant('due_at'),
      instant('mended_at', maybe),
      instant('finished_at', maybe),
      integer('reopened'),
      integer('reminders'),
      boolean('is_paper_told'),
      integer('revision'),
    ],
    indices: [
      { name: 'work_orders_state', columnNames: ['state', 'id'] },
      { name: 'work_orders_finished_at', columnNames: ['finished_at'] },
      { name: 'work_orders_incident', columnNames: ['incident_id'] },
      { name: 'work_orders_opened_at', columnNames: ['opened_at'] },
    ],
  });
}

function cameras(): Table {
  return new Table({
    name: 'work_order_cameras',
    columns: [
      text('order_id', { isPrimary: true }),
      text('camera_id', { isPrimary: true }),
      text('open_camera_id', maybe),
    ],
    foreignKeys: [ofOrder('work_order_cameras')],
    indices: [
      { name: 'work_order_cameras_camera', columnNames: ['camera_id'] },
      { name: 'work_order_cameras_open', columnNames: ['open_camera_id'], isUnique: true },
    ],
  });
}

function steps(): Table {
  return new Table({
    name: 'work_order_steps',
    columns: [
      id(),
      text('order_id'),
      instant('at'),
      text('action'),
      text('from_state', maybe),
      text('to_state'),
      text('actor_kind'),
      text('actor_id', maybe),
      text('actor_name'),
      json('details'),
    ],
    foreignKeys: [ofOrder('work_order_steps')],
    indices: [{ name: 'work_order_steps_order', columnNames: ['order_id', 'id'] }],
  });
}

function untold(): Table {
  return new Table({ name: 'work_order_untold_steps', columns: [id('step_id')] });
}

function ofOrder(table: string): TableForeignKey {
  return new TableForeignKey({
    name: `${table}_order_id`,
    columnNames: ['order_id'],
    referencedTableName: 'work_orders',
    referencedColumnNames: ['id'],
    onDelete: 'CASCADE',
  });
}
