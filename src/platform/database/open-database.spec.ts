import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type DataSource, type MigrationInterface, type QueryRunner, Table } from 'typeorm';
import { StartError } from '../start-error.js';
import { integer } from './columns.js';
import { openDatabase } from './open-database.js';
import type { RoomSchema } from './room-schema.js';

class Marks1700000000000 implements MigrationInterface {
  readonly name = 'Marks1700000000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.createTable(new Table({ name: 'marks', columns: [integer('mark')] }));
  }

  async down(): Promise<void> {}
}

class Later1800000000000 implements MigrationInterface {
  readonly name = 'Later1800000000000';

  async up(): Promise<void> {}

  async down(): Promise<void> {}
}

class Torn1800000000000 implements MigrationInterface {
  readonly name = 'Torn1800000000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query('INSERT INTO marks VALUES (1)');
    await runner.query('INSERT INTO no_such_table VALUES (1)');
  }

  async down(): Promise<void> {}
}

const schemaOf = (...migrations: RoomSchema['migrations']): RoomSchema[] => [{ entities: [], migrations }];

async function refusal(opening: Promise<DataSource>): Promise<string> {
  const cause: unknown = await opening.then(
    (source) => source.destroy(),
    (error: unknown) => error,
  );
  if (!(cause instanceof StartError)) throw new Error('the database opened, or failed otherwise', { cause });
  return cause.message;
}

async function marksIn(source: DataSource): Promise<number[]> {
  const rows = (await source.query('SELECT mark FROM marks ORDER BY mark')) as { mark: number }[];
  return rows.map(({ mark }) => mark);
}

describe('openDatabase', () => {
  let folder: string;
  let path: string;
  const open = (...migrations: RoomSchema['migrations']): Promise<DataSource> =>
    openDatabase({ kind: 'sqlite', path }, schemaOf(...migrations));

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'shouwang-database-'));
    path = join(folder, 'deeper', 'shouwang.sqlite');
  });

  afterEach(() => {
    vi.restoreAllMocks();
    rmSync(folder, { recursive: true, force: true });
  });

  it('makes the folder and the tables, and opens them again', async () => {
    await (await open(Marks1700000000000)).destroy();

    const source = await open(Marks1700000000000, Later1800000000000);

    expect(await marksIn(source)).toEqual([]);
    await source.destroy();
  });

  it('refuses a database that a newer program has changed', async () => {
    await (await open(Marks1700000000000, Later1800000000000)).destroy();

    expect(await refusal(open(Marks1700000000000))).toBe(
      'database: it was changed by a newer version (Later1800000000000 is unknown to this one); ' +
        'start that version, or restore a backup made before the upgrade',
    );
  });

  it('leaves nothing of a migration that fails half-way, and prints nothing itself', async () => {
    const printed = vi.spyOn(console, 'log');
    await (await open(Marks1700000000000)).destroy();

    expect(await refusal(open(Marks1700000000000, Torn1800000000000))).toBe(
      `database: bringing ${path} up to date failed: SqliteError: no such table: no_such_table`,
    );
    expect(printed).not.toHaveBeenCalled();

    const source = await open(Marks1700000000000);
    expect(await marksIn(source)).toEqual([]);
    await source.destroy();
  });

  it('says in one line that the path is a folder', async () => {
    path = folder;

    expect(await refusal(open())).toBe(`database: cannot open ${folder}: unable to open database file`);
  });

  it('says in one line that the folder cannot be made', async () => {
    writeFileSync(join(folder, 'deeper'), 'a file in the way');

    expect(await refusal(open())).toMatch(/^database: cannot open .*shouwang\.sqlite: [^\n]+$/);
  });

  it('says in one line that the file is no database', async () => {
    path = join(folder, 'shouwang.sqlite');
    writeFileSync(path, 'this is a letter and no database at all, and it is long enough\n'.repeat(40));

    expect(await refusal(open())).toBe(`database: cannot open ${path}: file is not a database`);
  });

  it.each([
    [
      'postgres://admin:a-secret@127.0.0.1:1/town',
      /^database: cannot open PostgreSQL at 127\.0\.0\.1:1\/town: /,
    ],
    ['postgres://admin:a-secret@', /^database: cannot open PostgreSQL[^\n]*$/],
  ])('names a server that does not answer, without its password: %#', async (url, line) => {
    const message = await refusal(openDatabase({ kind: 'postgres', url }, schemaOf()));

    expect(message).toMatch(line);
    expect(message).not.toContain('a-secret');
  });

  it('lets transactions wait for each other, so that one that fails takes no other with it', async () => {
    const source = await open(Marks1700000000000);
    const mark = (value: number): Promise<void> =>
      source.transaction(async (manager) => {
        await manager.query('INSERT INTO marks VALUES (?)', [value]);
        await new Promise((resolve) => setImmediate(resolve));
        if (value === 2) throw new Error('a transaction that fails');
      });

    const ends = await Promise.allSettled([mark(1), mark(2), mark(3)]);

    expect(ends.map((end) => end.status)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
    expect(await marksIn(source)).toEqual([1, 3]);
    await source.destroy();
  });

  it('shows nobody what a transaction has written before it ends, and everybody after', async () => {
    const source = await open(Marks1700000000000);
    let during: number[] | null = null;

    await source.transaction(async (manager) => {
      await manager.query('INSERT INTO marks VALUES (5)');
      during = await marksIn(source);
    });

    expect(during).toEqual([]);
    expect(await marksIn(source)).toEqual([5]);
    await source.destroy();
  });

  it('refuses a write outside a transaction', async () => {
    const source = await open(Marks1700000000000);

    await expect(source.query('INSERT INTO marks VALUES (9)')).rejects.toThrow(
      'attempt to write a readonly database',
    );

    expect(await marksIn(source)).toEqual([]);
    await source.destroy();
  });

  it('lets a transaction open a nested one on its own manager', async () => {
    const source = await open(Marks1700000000000);

    await source.transaction((outer) =>
      outer.transaction(async (inner) => {
        await inner.query('INSERT INTO marks VALUES (7)');
      }),
    );

    expect(await marksIn(source)).toEqual([7]);
    await source.destroy();
  });
});
