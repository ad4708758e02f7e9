import { type MigrationInterface, type QueryRunner, TableIndex } from 'typeorm';

/** 必要范围 and the firmware that people enter, and which templates a camera's entry is complete by. */
export class Quality1764240000000 implements MigrationInterface {
  readonly name = 'Quality1764240000000';

  async up(runner: QueryRunner): Promise<void> {
    // Not `addColumn`: on SQLite TypeORM makes the table anew, and dropping the old one takes along what cascades.
    await runner.query('ALTER TABLE cameras ADD COLUMN necessary_range text');
    await runner.query('ALTER TABLE cameras ADD COLUMN firmware text');
    for (const template of ['classic', 'strict']) {
      await runner.query(
        `ALTER TABLE camera_index ADD COLUMN is_complete_${template} boolean NOT NULL DEFAULT false`,
      );
    }
    // Counted at every scrape; this index holds all that is counted.
    await runner.createIndex(
      'camera_index',
      new TableIndex({
        name: 'camera_index_complete',
        columnNames: ['village_id', 'lifecycle', 'is_complete_classic', 'is_complete_strict'],
      }),
    );
  }

  async down(): Promise<void> {
    throw new Error('migrations go forward only; restore a backup to go back');
  }
}
