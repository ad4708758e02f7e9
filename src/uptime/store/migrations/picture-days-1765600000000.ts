import { type MigrationInterface, type QueryRunner, Table, TableForeignKey } from 'typeorm';
import { text } from '../../../platform/database/columns.js';

/** The days of the town on which a picture of each camera was decoded: a row for each, and nothing else. */
export class PictureDays1765600000000 implements MigrationInterface {
  readonly name = 'PictureDays1765600000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.createTable(
      new Table({
        name: 'uptime_picture_days',
        // The key is all there is. PostgreSQL knows it not.
        withoutRowid: true,
        columns: [text('camera_id', { isPrimary: true }), text('day', { isPrimary: true })],
        foreignKeys: [
          new TableForeignKey({
            name: 'uptime_picture_days_camera',
            columnNames: ['camera_id'],
            referencedTableName: 'cameras',
            referencedColumnNames: ['id'],
            onDelete: 'CASCADE',
          }),
        ],
      }),
    );
  }

  async down(): Promise<void> {
    throw new Error('migrations go forward only; restore a backup to go back');
  }
}
