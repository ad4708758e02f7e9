import { type MigrationInterface, type QueryRunner, Table } from 'typeorm';
import { boolean, id, instant, json, text } from '../../../platform/database/columns.js';

const OPTIONAL = { isNullable: true };

/** Maintenance windows; a row is a version, which ends and is never changed otherwise. */
export class Maintenance1764500000100 implements MigrationInterface {
  readonly name = 'Maintenance1764500000100';

  async up(runner: QueryRunner): Promise<void> {
    await runner.createTable(
      new Table({
        name: 'uptime_maintenance_versions',
        columns: [
          id('version_id'),
          text('id'),
          text('name'),
          text('reason', OPTIONAL),
          text('scope_kind'),
          text('scope_id'),
          json('schedule'),
          instant('valid_from'),
          instant('valid_until', OPTIONAL),
          boolean('rewrites_past'),
          instant('created_at'),
          text('created_by'),
        ],
        indices: [{ name: 'uptime_maintenance_versions_id', columnNames: ['id'] }],
      }),
    );
  }

  async down(): Promise<void> {
    throw new Error('migrations go forward only; restore a backup to go back');
  }
}
