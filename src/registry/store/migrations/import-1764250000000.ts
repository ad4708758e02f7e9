import { type MigrationInterface, type QueryRunner, Table } from 'typeorm';
import { boolean, id, instant, integer, json, text } from '../../../platform/database/columns.js';

const OPTIONAL = { isNullable: true };

/** What a file says of a camera beyond its columns, where it was said to hang, and what each import did. */
export class Import1764250000000 implements MigrationInterface {
  readonly name = 'Import1764250000000';

  async up(runner: QueryRunner): Promise<void> {
    // Plain SQL, the same on both databases: TypeORM would copy the whole table on SQLite.
    for (const column of [
      'custom_fields text',
      'raw_x double precision',
      'raw_y double precision',
      'raw_system text',
    ]) {
      await runner.query(`ALTER TABLE cameras ADD COLUMN ${column}`);
    }
    await runner.createTable(importsTable());
    await runner.createTable(
      new Table({
        name: 'import_pages',
        columns: [id(), text('import_id'), integer('page'), json('rows')],
        foreignKeys: [
          {
            name: 'import_pages_import',
            columnNames: ['import_id'],
            referencedTableName: 'imports',
            referencedColumnNames: ['id'],
            onDelete: 'CASCADE',
          },
        ],
        indices: [{ name: 'import_pages_import_page', columnNames: ['import_id', 'page'], isUnique: true }],
      }),
    );
  }

  async down(): Promise<void> {
    throw new Error('migrations go forward only; restore a backup to go back');
  }
}

function importsTable(): Table {
  return new Table({
    name: 'imports',
    columns: [
      id(),
      instant('created_at'),
      instant('finished_at', OPTIONAL),
      text('noun'),
      text('file_name', OPTIONAL),
      text('mode'),
      boolean('is_dry_run'),
      text('state'),
      text('actor_name'),
      text('actor_id', OPTIONAL),
      boolean('is_village_bound'),
      json('summary', OPTIONAL),
      text('problem', OPTIONAL),
    ],
  });
}
