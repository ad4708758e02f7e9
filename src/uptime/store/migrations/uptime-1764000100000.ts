import { type MigrationInterface, type QueryRunner, Table, TableForeignKey } from 'typeorm';
import { id, instant, integer, text } from '../../../platform/database/columns.js';

/** Where each camera stands, how it came to stand there, and when we were last alive to see it. */
export class Uptime1764000100000 implements MigrationInterface {
  readonly name = 'Uptime1764000100000';

  async up(runner: QueryRunner): Promise<void> {
    const state = [text('fault_code', { isNullable: true }), text('fault_detail', { isNullable: true })];
    await runner.createTable(
      new Table({
        name: 'uptime_transitions',
        columns: [id(), text('camera_id'), instant('at'), text('from_state'), text('to_state'), ...state],
        foreignKeys: [ofCamera('uptime_transitions')],
        indices: [
          { name: 'uptime_transitions_camera_at', columnNames: ['camera_id', 'at'] },
          { name: 'uptime_transitions_at', columnNames: ['at'] },
        ],
      }),
    );
    await runner.createTable(
      new Table({
        name: 'uptime_standings',
        columns: [text('camera_id', { isPrimary: true }), text('state'), instant('since'), ...state],
        foreignKeys: [ofCamera('uptime_standings')],
      }),
    );
    await runner.createTable(
      new Table({ name: 'uptime_pulse', columns: [integer('id', { isPrimary: true }), instant('alive_at')] }),
    );
  }

  async down(): Promise<void> {
    throw new Error('migrations go forward only; restore a backup to go back');
  }
}

function ofCamera(table: string): TableForeignKey {
  return new TableForeignKey({
    name: `${table}_camera`,
    columnNames: ['camera_id'],
    referencedTableName: 'cameras',
    referencedColumnNames: ['id'],
    onDelete: 'CASCADE',
  });
}
