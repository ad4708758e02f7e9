import { type MigrationInterface, type QueryRunner, Table } from 'typeorm';
import { id, instant, integer, text } from '../../../platform/database/columns.js';

/** How places stood, turn by turn; it goes with the place. */
export class PlaceHistory1764960000000 implements MigrationInterface {
  readonly name = 'PlaceHistory1764960000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.createTable(
      new Table({
        name: 'coverage_place_turns',
        columns: [id(), text('place_id'), instant('at'), text('standing')],
        foreignKeys: [
          {
            name: 'coverage_place_turns_place',
            columnNames: ['place_id'],
            referencedTableName: 'places',
            referencedColumnNames: ['id'],
            onDelete: 'CASCADE',
          },
        ],
        indices: [{ name: 'coverage_place_turns_place_at', columnNames: ['place_id', 'at', 'id'] }],
      }),
    );
    await runner.createTable(
      new Table({
        name: 'coverage_pulse',
        columns: [integer('id', { isPrimary: true }), instant('alive_at')],
      }),
    );
  }

  async down(): Promise<void> {
    throw new Error('migrations go forward only; restore a backup to go back');
  }
}
