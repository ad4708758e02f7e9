import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Notices that only a village's own channels get, where the town is told otherwise. */
export class VillagesApart1764600000100 implements MigrationInterface {
  readonly name = 'VillagesApart1764600000100';

  async up(runner: QueryRunner): Promise<void> {
    // Not `addColumn`: on SQLite TypeORM makes the table anew, and dropping the old one takes along what cascades.
    await runner.query('ALTER TABLE notices ADD COLUMN is_for_village_only boolean NOT NULL DEFAULT false');
  }

  async down(): Promise<void> {
    throw new Error('migrations go forward only; restore a backup to go back');
  }
}
