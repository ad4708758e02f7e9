import { type MigrationInterface, type QueryRunner, Table } from 'typeorm';
import { boolean, id, instant, integer, json, text } from '../../../platform/database/columns.js';

/** Buildings and walls of each village: what cameras don't see through. They go with their village. */
export class Buildings1764950000000 implements MigrationInterface {
  readonly name = 'Buildings1764950000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.createTable(
      new Table({
        name: 'village_buildings',
        columns: [
          id(),
          instant('created_at'),
          instant('updated_at'),
          integer('revision', { default: 1 }),
          integer('buildings'),
          integer('walls'),
          integer('points'),
          text('digest'),
          boolean('is_demonstration'),
          json('features'),
        ],
        foreignKeys: [
          {
            name: 'village_buildings_village',
            columnNames: ['id'],
            referencedTableName: 'villages',
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
