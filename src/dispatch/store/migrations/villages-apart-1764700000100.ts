import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Which villages were told of a thread in words of their own. */
export class VillagesApart1764700000100 implements MigrationInterface {
  readonly name = 'VillagesApart1764700000100';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query("ALTER TABLE dispatch_threads ADD COLUMN in_villages text NOT NULL DEFAULT '[]'");
  }

  async down(): Promise<void> {
    throw new Error('migrations go forward only; restore a backup to go back');
  }
}
