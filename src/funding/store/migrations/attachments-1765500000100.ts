import { type MigrationInterface, type QueryRunner, Table, TableForeignKey } from 'typeorm';
import { boolean, id, instant, integer, text } from '../../../platform/database/columns.js';

/** What is known of the files of purchases; the files are in the data folder. */
export class Attachments1765500000100 implements MigrationInterface {
  readonly name = 'Attachments1765500000100';

  async up(runner: QueryRunner): Promise<void> {
    await runner.createTable(
      new Table({
        name: 'purchase_attachments',
        columns: [
          id(),
          text('purchase_id'),
          text('kind'),
          text('name'),
          text('media_type'),
          integer('bytes'),
          text('sha256'),
          boolean('is_scanned'),
          instant('created_at'),
          text('created_by'),
        ],
        foreignKeys: [
          new TableForeignKey({
            name: 'purchase_attachments_purchase_id',
            columnNames: ['purchase_id'],
            referencedTableName: 'purchases',
            referencedColumnNames: ['id'],
          }),
        ],
        indices: [
          {
            name: 'purchase_attachments_content',
            columnNames: ['purchase_id', 'sha256'],
            isUnique: true,
          },
        ],
      }),
    );
  }

  async down(): Promise<void> {
    throw new Error('migrations go forward only; restore a backup to go back');
  }
}
