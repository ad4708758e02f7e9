import { type MigrationInterface, type QueryRunner, Table, TableForeignKey } from 'typeorm';
import { id, instant, text } from '../../../platform/database/columns.js';

/** The time of each camera by day of the town, so that months outlive the transitions they were counted from. */
export class Days1764500000200 implements MigrationInterface {
  readonly name = 'Days1764500000200';

  async up(runner: QueryRunner): Promise<void> {
    const times = ['online', 'impaired', 'offline', 'maintenance'].map((state) => instant(`${state}_ms`));
    await runner.createTable(
      new Table({
        name: 'uptime_days',
        // SQLite then keeps a month in one piece. PostgreSQL knows it not.
        withoutRowid: true,
        columns: [text('day', { isPrimary: true }), text('camera_id', { isPrimary: true }), ...times],
        foreignKeys: [
          new TableForeignKey({
            name: 'uptime_days_camera',
            columnNames: ['camera_id'],
            referencedTableName: 'cameras',
            referencedColumnNames: ['id'],
            onDelete: 'CASCADE',
          }),
        ],
        indices: [{ name: 'uptime_days_camera_index', columnNames: ['camera_id'] }],
      }),
    );
    await runner.createTable(
      new Table({ name: 'uptime_rolled_days', columns: [id('day'), instant('rolled_at')] }),
    );
  }

  async down(): Promise<void> {
    throw new Error('migrations go forward only; restore a backup to go back');
  }
}
