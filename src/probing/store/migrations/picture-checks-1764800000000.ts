import { type MigrationInterface, type QueryRunner, Table } from 'typeorm';
import { id, instant, json, text } from '../../../platform/database/columns.js';

/** "This one looks at a white wall": what people chose for the picture checks of single cameras, and why. */
export class PictureChecks1764800000000 implements MigrationInterface {
  readonly name = 'PictureChecks1764800000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.createTable(
      new Table({
        name: 'picture_choices',
        columns: [id(), text('camera_id'), instant('at'), text('by_whom'), text('reason'), json('checks')],
        foreignKeys: [
          {
            name: 'picture_choices_camera',
            columnNames: ['camera_id'],
            referencedTableName: 'cameras',
            referencedColumnNames: ['id'],
            onDelete: 'CASCADE',
          },
        ],
        indices: [{ name: 'picture_choices_camera_id', columnNames: ['camera_id', 'id'] }],
      }),
    );
  }

  async down(): Promise<void> {
    throw new Error('migrations go forward only; restore a backup to go back');
  }
}
