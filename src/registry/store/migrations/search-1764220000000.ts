import { type MigrationInterface, type QueryRunner, Table, TableForeignKey } from 'typeorm';
import { boolean, id, integer, text } from '../../../platform/database/columns.js';

const OPTIONAL = { isNullable: true };

/** The narrow table that lists and searches read. Its rows are made at the start, for their words need code. */
export class Search1764220000000 implements MigrationInterface {
  readonly name = 'Search1764220000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.createTable(
      new Table({
        name: 'camera_index',
        // SQLite then keeps the rows in the order of ids, which is the order of every list. PostgreSQL knows it not.
        withoutRowid: true,
        columns: [
          id('camera_id'),
          text('village_id'),
          text('programme_id', OPTIONAL),
          text('zone_id'),
          text('credential_id', OPTIONAL),
          text('lifecycle'),
          text('vendor_code', OPTIONAL),
          boolean('has_position'),
          text('words'),
          integer('edition'),
        ],
        foreignKeys: [
          new TableForeignKey({
            name: 'camera_index_camera',
            columnNames: ['camera_id'],
            referencedTableName: 'cameras',
            referencedColumnNames: ['id'],
            onDelete: 'CASCADE',
          }),
        ],
        indices: [{ name: 'camera_index_village', columnNames: ['village_id', 'camera_id'] }],
      }),
    );
  }

  async down(): Promise<void> {
    throw new Error('migrations go forward only; restore a backup to go back');
  }
}
