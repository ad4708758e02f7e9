import { type MigrationInterface, type QueryRunner, Table } from 'typeorm';
import { boolean, double, id, instant, integer, json, text } from '../../../platform/database/columns.js';

/** 重点部位: what must be seen, and in which detail. */
export class Places1764260000000 implements MigrationInterface {
  readonly name = 'Places1764260000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.createTable(
      new Table({
        name: 'places',
        columns: [
          id(),
          instant('created_at'),
          instant('updated_at'),
          integer('revision', { default: 1 }),
          text('name'),
          text('village_id'),
          text('kind'),
          json('geometry'),
          text('detail'),
          double('weight', { default: 1 }),
          boolean('is_demonstration'),
        ],
        foreignKeys: [
          {
            name: 'places_village_id',
            columnNames: ['village_id'],
            referencedTableName: 'villages',
            referencedColumnNames: ['id'],
          },
        ],
        indices: [{ name: 'places_village_name', columnNames: ['village_id', 'name'], isUnique: true }],
      }),
    );
  }

  async down(): Promise<void> {
    throw new Error('migrations go forward only; restore a backup to go back');
  }
}
