import { type MigrationInterface, type QueryRunner, TableIndex } from 'typeorm';

/**
 * What a search reads, and nothing else: half as many pages for SQLite, which reads them in the process of everybody.
 * PostgreSQL reads the table with several workers, and refuses an index over texts as long as these may be.
 */
export class SearchIndex1764245000000 implements MigrationInterface {
  readonly name = 'SearchIndex1764245000000';

  async up(runner: QueryRunner): Promise<void> {
    if (runner.connection.options.type === 'postgres') return;
    const columnNames = ['camera_id', 'village_id', 'words'];
    await runner.createIndex('camera_index', new TableIndex({ name: 'camera_index_words', columnNames }));
  }

  async down(): Promise<void> {
    throw new Error('migrations go forward only; restore a backup to go back');
  }
}
