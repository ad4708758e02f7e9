import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { DataSource, MigrationInterface, QueryRunner } from 'typeorm';
import { databaseTrouble } from './database-trouble.js';
import { openDatabase } from './open-database.js';

class Pages1700000000000 implements MigrationInterface {
  readonly name = 'Pages1700000000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query('CREATE TABLE pages (number INTEGER PRIMARY KEY, filling BLOB NOT NULL)');
  }

  async down(): Promise<void> {}
}

/** SQLite rolls back by itself what finds no room, unless it can undo the statement alone. */
const ONE_ROW = 'INSERT INTO pages VALUES (?, zeroblob(100000))';
const MANY_ROWS = `INSERT INTO pages SELECT ? + value, zeroblob(50000) FROM json_each('[0,1,2,3]')`;

describe('a database whose disk is full', () => {
  let folder: string;
  let source: DataSource;

  beforeEach(async () => {
    folder = mkdtempSync(join(tmpdir(), 'shouwang-full-'));
    source = await openDatabase({ kind: 'sqlite', path: join(folder, 'shouwang.sqlite') }, [
      { entities: [], migrations: [Pages1700000000000] },
    ]);
  });

  afterEach(async () => {
    await source.destroy();
    rmSync(folder, { recursive: true, force: true });
  });

  const write = (statement: string, number: number): Promise<unknown> =>
    source.transaction((manager) => manager.query(statement, [number]));
  const pages = async (): Promise<number[]> =>
    ((await source.query('SELECT number FROM pages ORDER BY number')) as { number: number }[]).map(
      ({ number }) => number,
    );
  /** As small as it can be, or as large as SQLite allows. */
  const allow = (count: number): Promise<unknown> =>
    source.transaction((manager) => manager.query(`PRAGMA max_page_count = ${count}`));

  it.each([
    ['undone as a whole', [ONE_ROW, ONE_ROW, ONE_ROW]],
    ['undone by the statement', [MANY_ROWS, MANY_ROWS, MANY_ROWS]],
    ['undone now so and now so', [ONE_ROW, MANY_ROWS, MANY_ROWS, ONE_ROW, MANY_ROWS]],
  ])('keeps for everybody what is written once there is room, after writes %s', async (_how, statements) => {
    await write('INSERT INTO pages VALUES (?, zeroblob(10))', 1);
    await allow(1);
    for (const statement of statements) {
      const refused: unknown = await write(statement, 10).catch((cause: unknown) => cause);
      expect(refused).toMatchObject({ message: 'SqliteError: database or disk is full' });
      expect(databaseTrouble(refused)).toBe('not-writable');
    }
    expect(await pages()).toEqual([1]);

    await allow(1_000_000);
    await write(ONE_ROW, 2);
    expect(await pages()).toEqual([1, 2]);
    await write(MANY_ROWS, 3);
    expect(await pages()).toEqual([1, 2, 3, 4, 5, 6]);
  });
});
