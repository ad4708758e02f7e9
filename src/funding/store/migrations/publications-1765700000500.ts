import { type MigrationInterface, type QueryRunner, Table, TableForeignKey } from 'typeorm';
import { id, instant, integer, text } from '../../../platform/database/columns.js';
import { appendOnly } from './append-only.js';

const maybe = { isNullable: true } as const;

/** Reports as they were posted, each under a number. */
export class Publications1765700000500 implements MigrationInterface {
  readonly name = 'Publications1765700000500';

  async up(runner: QueryRunner): Promise<void> {
    for (const table of [numbers(), publications()]) await runner.createTable(table);
    await appendOnly(runner, ['publications']);
  }

  async down(): Promise<void> {
    throw new Error('migrations go forward only; restore a backup to go back');
  }
}

/** The last number of each year: its row is the lock of whoever takes the next. */
function numbers(): Table {
  return new Table({
    name: 'publication_numbers',
    columns: [integer('year', { isPrimary: true }), integer('last')],
  });
}

/** What was posted outlives what it is of: no key leads to villages and programmes. */
function publications(): Table {
  return new Table({
    name: 'publications',
    columns: [
      id(),
      text('number', { isUnique: true }),
      text('published_on'),
      instant('at'),
      text('by_name'),
      text('village_id', maybe),
      text('programme_id', maybe),
      integer('year', maybe),
      text('public_from'),
      text('public_to'),
      text('corrects', maybe),
      text('reason', maybe),
      text('sha256'),
      text('document'),
    ],
    indices: [
      // One is corrected once.
      { name: 'publications_corrects', columnNames: ['corrects'], isUnique: true },
      { name: 'publications_village', columnNames: ['village_id', 'id'] },
    ],
    foreignKeys: [
      new TableForeignKey({
        name: 'publications_corrects_number',
        columnNames: ['corrects'],
        referencedTableName: 'publications',
        referencedColumnNames: ['number'],
      }),
    ],
  });
}
