import { type MigrationInterface, type QueryRunner, Table } from 'typeorm';
import { id, instant, integer, json, text } from '../../../platform/database/columns.js';

const OPTIONAL = { isNullable: true };

/** Plans, and the villages that each is about. */
export class Plans1765010000000 implements MigrationInterface {
  readonly name = 'Plans1765010000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.createTable(plansTable());
    await runner.createTable(planVillagesTable());
  }

  async down(): Promise<void> {
    throw new Error('migrations go forward only; restore a backup to go back');
  }
}

function plansTable(): Table {
  return new Table({
    name: 'plans',
    columns: [
      id(),
      text('name'),
      text('note', OPTIONAL),
      json('items'),
      text('state'),
      json('promise'),
      instant('promised_at'),
      instant('entered_at', OPTIONAL),
      text('created_by'),
      instant('created_at'),
      instant('updated_at'),
      integer('revision'),
    ],
  });
}

function planVillagesTable(): Table {
  return new Table({
    name: 'plan_villages',
    columns: [text('plan_id', { isPrimary: true }), text('village_id', { isPrimary: true })],
    foreignKeys: [
      {
        name: 'plan_villages_plan',
        columnNames: ['plan_id'],
        referencedTableName: 'plans',
        referencedColumnNames: ['id'],
        onDelete: 'CASCADE',
      },
      {
        name: 'plan_villages_village',
        columnNames: ['village_id'],
        referencedTableName: 'villages',
        referencedColumnNames: ['id'],
        onDelete: 'CASCADE',
      },
    ],
    indices: [{ name: 'plan_villages_of_village', columnNames: ['village_id'] }],
  });
}
