import { type MigrationInterface, type QueryRunner, Table } from 'typeorm';
import { instant, json, text } from '../../../platform/database/columns.js';

/** What one probe leaves for the next: above all that a login was refused, which no restart may forget. */
export class Probing1764000050000 implements MigrationInterface {
  readonly name = 'Probing1764000050000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.createTable(
      new Table({
        name: 'probe_memories',
        columns: [text('camera_id', { isPrimary: true }), json('memory'), instant('updated_at')],
        foreignKeys: [
          {
            name: 'probe_memories_camera',
            columnNames: ['camera_id'],
            referencedTableName: 'cameras',
            referencedColumnNames: ['id'],
            onDelete: 'CASCADE',
          },
        ],
      }),
    );
  }

  async down(): Promise<void> {
    throw new Error('migrations go forward only; restore a backup to go back');
  }
}
