import { type MigrationInterface, type QueryRunner, Table } from 'typeorm';
import { id, instant, json, text } from '../../../platform/database/columns.js';

/** Filters that people keep for themselves. */
export class SavedFilters1764230000000 implements MigrationInterface {
  readonly name = 'SavedFilters1764230000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.createTable(
      new Table({
        name: 'camera_filters',
        columns: [id(), text('owner'), text('name'), json('filter'), instant('created_at')],
        indices: [{ name: 'camera_filters_name', columnNames: ['owner', 'name'], isUnique: true }],
      }),
    );
  }

  async down(): Promise<void> {
    throw new Error('migrations go forward only; restore a backup to go back');
  }
}
