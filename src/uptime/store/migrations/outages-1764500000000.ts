import {
  type MigrationInterface,
  type QueryRunner,
  Table,
  type TableColumnOptions,
  TableForeignKey,
  TableIndex,
} from 'typeorm';
import { boolean, id, instant, integer, text } from '../../../platform/database/columns.js';

const OPTIONAL = { isNullable: true };

/** Outages, and the incidents of those that fell together. */
export class Outages1764500000000 implements MigrationInterface {
  readonly name = 'Outages1764500000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.createTable(new Table({ name: 'uptime_incidents', columns: incidentColumns() }));
    await runner.createTable(
      new Table({
        name: 'uptime_incident_villages',
        columns: [text('incident_id', { isPrimary: true }), text('village_id', { isPrimary: true })],
        foreignKeys: [refersTo('uptime_incident_villages', 'incident_id', 'uptime_incidents')],
      }),
    );
    await runner.createTable(
      new Table({
        name: 'uptime_outages',
        columns: outageColumns(),
        foreignKeys: [
          refersTo('uptime_outages', 'camera_id', 'cameras'),
          refersTo('uptime_outages', 'incident_id', 'uptime_incidents'),
        ],
        indices: [
          index('uptime_outages', ['camera_id', 'opened_at']),
          index('uptime_outages', ['opened_at', 'id']),
          index('uptime_outages', ['closed_at']),
          index('uptime_outages', ['changed_at']),
          index('uptime_outages', ['incident_id']),
        ],
      }),
    );
    await runner.createIndex('uptime_incidents', index('uptime_incidents', ['opened_at', 'id']));
    await runner.createIndex('uptime_incidents', index('uptime_incidents', ['closed_at']));
  }

  async down(): Promise<void> {
    throw new Error('migrations go forward only; restore a backup to go back');
  }
}

function incidentColumns(): TableColumnOptions[] {
  return [
    id(),
    instant('opened_at'),
    instant('closed_at', OPTIONAL),
    instant('changed_at'),
    text('cause_kind'),
    text('cause_key'),
    text('cause_name'),
    integer('cameras'),
    text('programme_ids'),
    text('merged_into', OPTIONAL),
  ];
}

function outageColumns(): TableColumnOptions[] {
  return [
    id(),
    text('camera_id'),
    instant('opened_at'),
    instant('recovered_at', OPTIONAL),
    instant('closed_at', OPTIONAL),
    instant('changed_at'),
    text('close_reason', OPTIONAL),
    text('fault_code'),
    text('fault_detail'),
    boolean('is_flapping'),
    text('incident_id', OPTIONAL),
    instant('acknowledged_at', OPTIONAL),
    text('acknowledged_by', OPTIONAL),
    text('acknowledged_note', OPTIONAL),
  ];
}

function refersTo(table: string, column: string, referenced: string): TableForeignKey {
  return new TableForeignKey({
    name: `${table}_${column}`,
    columnNames: [column],
    referencedTableName: referenced,
    referencedColumnNames: ['id'],
    onDelete: 'CASCADE',
  });
}

function index(table: string, columnNames: string[]): TableIndex {
  return new TableIndex({ name: `${table}_${columnNames.join('_')}_index`, columnNames });
}
