import { copyFileSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { DataSource } from 'typeorm';
import type { DatabaseTarget } from '../src/platform/database/data-source-options.js';
import { openDatabase } from '../src/platform/database/open-database.js';
import type { RoomSchema } from '../src/platform/database/room-schema.js';
import { describeWith } from './needs.js';
import { type Postgres, startPostgres } from './postgres.js';

/**
 * Makes a database for each call: an empty one, or with `schemas` one whose tables are there already, a copy of the
 * first that the suite brought up to date. What it made is removed after the suite.
 */
export type NewDatabase = (schemas?: readonly RoomSchema[]) => Promise<DatabaseTarget>;

/** A database that `schemas` are up to date in, opened. */
export async function openNew(newDatabase: NewDatabase, schemas: readonly RoomSchema[]): Promise<DataSource> {
  return openDatabase(await newDatabase(schemas), schemas);
}

/** Registers the suite twice: every store and every migration runs on both. */
export function describeOnBothDatabases(
  name: string,
  suite: (newDatabase: NewDatabase, kind: DatabaseTarget['kind']) => void,
): void {
  describe(`${name} on SQLite`, () => {
    let folder: string;
    let count = 0;
    beforeAll(() => {
      folder = mkdtempSync(join(tmpdir(), 'shouwang-sqlite-'));
    });
    const newFile = async (template?: string): Promise<string> => {
      const path = join(folder, `${(count += 1)}.sqlite`);
      if (template !== undefined) copyFileSync(template, path);
      return path;
    };
    suite(
      fromTemplates(newFile, (path) => ({ kind: 'sqlite', path })),
      'sqlite',
    );
    afterAll(() => rmSync(folder, { recursive: true, force: true }));
  });
  describeWith('postgres', `${name} on PostgreSQL`, () => {
    let server: Postgres;
    beforeAll(async () => {
      server = await startPostgres();
    }, 30_000);
    suite(
      fromTemplates(
        (template) => server.newDatabase(template),
        (url) => ({ kind: 'postgres', url }),
      ),
      'postgres',
    );
    // After the suite's own hooks, which run first: a connection that is still open there would break.
    afterAll(() => server?.stop(), 60_000);
  });
}

type Create = (template?: string) => Promise<string>;

function fromTemplates(create: Create, targetOf: (place: string) => DatabaseTarget): NewDatabase {
  const templates = new Map<string, Promise<string>>();
  const makeTemplate = async (schemas: readonly RoomSchema[]): Promise<string> => {
    const place = await create();
    // Closed before it is copied: only then is everything in the file, and nobody connected.
    await (await openDatabase(targetOf(place), schemas)).destroy();
    return place;
  };
  return async (schemas) => {
    if (schemas === undefined) return targetOf(await create());
    const key = schemas.flatMap(({ migrations }) => migrations.map(({ name }) => name)).join();
    if (!templates.has(key)) templates.set(key, makeTemplate(schemas));
    return targetOf(await create(await templates.get(key)));
  };
}

/** A statement past the stores. The data source itself refuses every write outside a transaction. */
export async function writeTo(source: DataSource, statement: string): Promise<void> {
  await source.transaction((manager) => manager.query(statement));
}
