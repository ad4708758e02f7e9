import { type MigrationInterface, type QueryRunner, Table, TableForeignKey } from 'typeorm';
import { boolean, id, instant, integer, json, text } from '../../../platform/database/columns.js';
import { appendOnly } from './append-only.js';

const maybe = { isNullable: true } as const;
const key = { isPrimary: true } as const;
/** 64 bits, as instants have. */
const fen = instant;

/** The ledger: what came in, what was bought of it, every version and every step. */
export class Funding1765500000000 implements MigrationInterface {
  readonly name = 'Funding1765500000000';

  async up(runner: QueryRunner): Promise<void> {
    for (const table of [...ofAwards(), ...ofPurchases(), entries(), keys()]) await runner.createTable(table);
    await appendOnly(runner, [
      'award_versions',
      'purchase_versions',
      'purchase_lines',
      'purchase_steps',
      'funding_entries',
    ]);
  }

  async down(): Promise<void> {
    throw new Error('migrations go forward only; restore a backup to go back');
  }
}

function ofAwards(): readonly Table[] {
  return [
    new Table({
      name: 'awards',
      columns: [id(), text('village_id'), integer('version'), instant('created_at'), integer('revision')],
      foreignKeys: [of('awards', 'village_id', 'villages')],
      indices: [{ name: 'awards_village', columnNames: ['village_id', 'id'] }],
    }),
    new Table({
      name: 'award_versions',
      columns: [
        text('award_id', key),
        ...versionMark(),
        text('kind'),
        integer('year'),
        integer('star_level', maybe),
        text('document_number', maybe),
        text('received_on'),
        fen('amount_fen'),
        text('note', maybe),
        boolean('is_void'),
      ],
      foreignKeys: [of('award_versions', 'award_id', 'awards')],
    }),
  ];
}

function ofPurchases(): readonly Table[] {
  return [
    purchases(),
    versions(),
    lines(),
    steps(),
    new Table({ name: 'purchase_untold_steps', columns: [id('step_id')] }),
  ];
}

function purchases(): Table {
  return new Table({
    name: 'purchases',
    columns: [
      id(),
      text('village_id'),
      integer('version'),
      text('state'),
      json('submitted_by', maybe),
      text('public_from', maybe),
      text('public_to', maybe),
      integer('objections'),
      instant('due_at', maybe),
      integer('reminders'),
      instant('created_at'),
      text('created_by'),
      integer('revision'),
    ],
    foreignKeys: [of('purchases', 'village_id', 'villages')],
    indices: [
      { name: 'purchases_village', columnNames: ['village_id', 'id'] },
      { name: 'purchases_due', columnNames: ['due_at'] },
    ],
  });
}

function versions(): Table {
  return new Table({
    name: 'purchase_versions',
    columns: [
      text('purchase_id', key),
      ...versionMark(),
      text('bought_on'),
      text('supplier'),
      text('contract_number', maybe),
      text('invoice_number', maybe),
      text('note', maybe),
    ],
    foreignKeys: [of('purchase_versions', 'purchase_id', 'purchases')],
  });
}

function lines(): Table {
  return new Table({
    name: 'purchase_lines',
    columns: [
      id(),
      text('purchase_id'),
      integer('version'),
      integer('position'),
      text('what'),
      text('model', maybe),
      integer('quantity'),
      fen('unit_price_fen'),
    ],
    foreignKeys: [of('purchase_lines', 'purchase_id', 'purchases')],
    indices: [
      {
        name: 'purchase_lines_position',
        columnNames: ['purchase_id', 'version', 'position'],
        isUnique: true,
      },
    ],
  });
}

function steps(): Table {
  return new Table({
    name: 'purchase_steps',
    columns: [
      id(),
      text('purchase_id'),
      instant('at'),
      text('action'),
      text('from_state', maybe),
      text('to_state'),
      json('actor'),
      json('details'),
    ],
    foreignKeys: [of('purchase_steps', 'purchase_id', 'purchases')],
    indices: [{ name: 'purchase_steps_purchase', columnNames: ['purchase_id', 'id'] }],
  });
}

function entries(): Table {
  return new Table({
    name: 'funding_entries',
    columns: [
      id(),
      instant('at'),
      text('village_id'),
      text('award_id'),
      text('purchase_id', maybe),
      integer('version'),
      fen('amount_fen'),
      text('reverses', maybe),
      text('reason', maybe),
      text('by_name'),
    ],
    foreignKeys: [
      of('funding_entries', 'village_id', 'villages'),
      of('funding_entries', 'award_id', 'awards'),
      of('funding_entries', 'purchase_id', 'purchases'),
      of('funding_entries', 'reverses', 'funding_entries'),
    ],
    indices: [
      { name: 'funding_entries_village', columnNames: ['village_id', 'id'] },
      { name: 'funding_entries_award', columnNames: ['award_id', 'id'] },
      { name: 'funding_entries_purchase', columnNames: ['purchase_id', 'id'] },
      // What is undone is undone once.
      { name: 'funding_entries_reverses', columnNames: ['reverses'], isUnique: true },
    ],
  });
}

function keys(): Table {
  return new Table({
    name: 'funding_keys',
    columns: [
      text('person', key),
      text('key', key),
      text('fingerprint'),
      json('answer', maybe),
      instant('at'),
    ],
    indices: [{ name: 'funding_keys_at', columnNames: ['at'] }],
  });
}

function versionMark() {
  return [integer('version', key), instant('at'), text('by_name'), text('reason', maybe)];
}

/** Nothing that money stands in is removed from under it. */
function of(table: string, column: string, referencedTableName: string): TableForeignKey {
  return new TableForeignKey({
    name: `${table}_${column}`,
    columnNames: [column],
    referencedTableName,
    referencedColumnNames: ['id'],
  });
}
