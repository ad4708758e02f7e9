import type { MigrationInterface, QueryRunner } from 'typeorm';

/** 监督委员会审核: when the committee of the village looked at a purchase. */
export class Reviews1765700000300 implements MigrationInterface {
  readonly name = 'Reviews1765700000300';

  async up(runner: QueryRunner): Promise<void> {
    // As SQL: TypeORM would build the table anew on SQLite.
    await runner.query('ALTER TABLE purchases ADD COLUMN reviewed_on text');
  }

  async down(): Promise<void> {
    throw new Error('migrations go forward only; restore a backup to go back');
  }
}
