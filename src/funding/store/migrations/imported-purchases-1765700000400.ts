import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Which purchases were made public by an import of past years, and by no approval. */
export class ImportedPurchases1765700000400 implements MigrationInterface {
  readonly name = 'ImportedPurchases1765700000400';

  async up(runner: QueryRunner): Promise<void> {
    // As SQL: TypeORM would build the table anew on SQLite.
    await runner.query('ALTER TABLE purchases ADD COLUMN is_imported boolean NOT NULL DEFAULT FALSE');
  }

  async down(): Promise<void> {
    throw new Error('migrations go forward only; restore a backup to go back');
  }
}
