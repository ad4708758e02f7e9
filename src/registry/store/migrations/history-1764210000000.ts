import { type MigrationInterface, type QueryRunner, Table } from 'typeorm';
import { id, instant, integer, text } from '../../../platform/database/columns.js';

const OPTIONAL = { isNullable: true };
const TABLES = ['villages', 'programmes', 'zones', 'credentials', 'cameras'];

/**
 * The history of every entry, and the revision that tells two states of one apart. Rows of the history name no entry by
 * a foreign key: they stay when it goes.
 */
export class History1764210000000 implements MigrationInterface {
  readonly name = 'History1764210000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.createTable(entryChangesTable());
    // Not `addColumn`: on SQLite TypeORM makes the table anew, and dropping the old one takes along what cascades.
    for (const table of TABLES) {
      await runner.query(`ALTER TABLE ${table} ADD COLUMN revision integer NOT NULL DEFAULT 1`);
    }
  }

  async down(): Promise<void> {
    throw new Error('migrations go forward only; restore a backup to go back');
  }
}

function entryChangesTable(): Table {
  return new Table({
    name: 'entry_changes',
    columns: [
      id(),
      text('entry_kind'),
      text('entry_id'),
      text('village_id', OPTIONAL),
      integer('revision'),
      instant('at'),
      text('actor_kind'),
      text('actor_id', OPTIONAL),
      text('actor_name'),
      text('actor_address', OPTIONAL),
      text('action'),
      text('field', OPTIONAL),
      text('old_value', OPTIONAL),
      text('new_value', OPTIONAL),
      text('import_id', OPTIONAL),
    ],
    indices: [
      { name: 'entry_changes_entry', columnNames: ['entry_id', 'id'] },
      { name: 'entry_changes_import', columnNames: ['import_id'] },
    ],
  });
}
