import { type MigrationInterface, type QueryRunner, Table, TableForeignKey } from 'typeorm';
import { id, instant, integer, text } from '../../../platform/database/columns.js';
import { appendOnly } from './append-only.js';

const maybe = { isNullable: true } as const;

/** Which cameras were bought by which purchase, and why others are not there. */
export class BoughtCameras1765600000100 implements MigrationInterface {
  readonly name = 'BoughtCameras1765600000100';

  async up(runner: QueryRunner): Promise<void> {
    // As SQL: TypeORM would build the table anew on SQLite, without its triggers.
    await runner.query('ALTER TABLE purchase_lines ADD COLUMN is_camera boolean NOT NULL DEFAULT TRUE');
    await runner.query('ALTER TABLE purchase_lines ADD COLUMN warranty_months integer');
    for (const table of [cameras(), untied(), explanations()]) await runner.createTable(table);
    await appendOnly(runner, ['purchase_untied_cameras', 'purchase_explanations']);
  }

  async down(): Promise<void> {
    throw new Error('migrations go forward only; restore a backup to go back');
  }
}

function cameras(): Table {
  return new Table({
    name: 'purchase_cameras',
    columns: [
      // The key: a camera is paid for once.
      id('camera_id'),
      text('purchase_id'),
      text('what'),
      text('model', maybe),
      instant('at'),
      text('by_name'),
    ],
    foreignKeys: [of('purchase_cameras', 'camera_id', 'cameras'), ofPurchase('purchase_cameras')],
    indices: [{ name: 'purchase_cameras_purchase', columnNames: ['purchase_id'] }],
  });
}

/** Their cameras may be removed from the register. */
function untied(): Table {
  return new Table({
    name: 'purchase_untied_cameras',
    columns: [
      id(),
      text('camera_id'),
      text('purchase_id'),
      instant('tied_at'),
      text('tied_by'),
      instant('at'),
      text('by_name'),
      text('reason'),
    ],
    foreignKeys: [ofPurchase('purchase_untied_cameras')],
    indices: [{ name: 'purchase_untied_cameras_purchase', columnNames: ['purchase_id'] }],
  });
}

function explanations(): Table {
  return new Table({
    name: 'purchase_explanations',
    columns: [
      id(),
      text('purchase_id'),
      text('camera_id', maybe),
      text('what'),
      text('model', maybe),
      integer('units'),
      text('words'),
      instant('at'),
      text('by_name'),
    ],
    foreignKeys: [ofPurchase('purchase_explanations')],
    indices: [{ name: 'purchase_explanations_purchase', columnNames: ['purchase_id', 'id'] }],
  });
}

function ofPurchase(table: string): TableForeignKey {
  return of(table, 'purchase_id', 'purchases');
}

/** What money was spent on is not removed from under it. */
function of(table: string, column: string, referencedTableName: string): TableForeignKey {
  return new TableForeignKey({
    name: `${table}_${column}`,
    columnNames: [column],
    referencedTableName,
    referencedColumnNames: ['id'],
  });
}
