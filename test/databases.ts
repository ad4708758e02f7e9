import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { DataSource } from 'typeorm';
import { describeWith } from './needs.js';
import { type Postgres, startPostgres } from './postgres.js';

export type DatabaseConfig =
  { readonly kind: 'sqlite'; readonly path: string } | { readonly kind: 'postgres'; readonly url: string };

/** Makes an empty database for each call; what it made is removed after the suite. */
export type NewDatabase = () => Promise<DatabaseConfig>;

/** Registers the suite twice: every store and every migration runs on both. */
export function describeOnBothDatabases(
  name: string,
  suite: (newDatabase: NewDatabase, kind: DatabaseConfig['kind']) => void,
): void {
  describe(`${name} on SQLite`, () => {
    let folder: string;
    let count = 0;
    beforeAll(() => {
      folder = mkdtempSync(join(tmpdir(), 'shouwang-sqlite-'));
    });
    suite(async () => ({ kind: 'sqlite', path: join(folder, `${(count += 1)}.sqlite`) }), 'sqlite');
    afterAll(() => rmSync(folder, { recursive: true, force: true }));
  });
  describeWith('postgres', `${name} on PostgreSQL`, () => {
    let server: Postgres;
    beforeAll(async () => {
      server = await startPostgres();
    }, 30_000);
    suite(async () => ({ kind: 'postgres', url: await server.newDatabase() }), 'postgres');
    // After the suite's own hooks, which Jest runs first: a connection that is still open there would break.
    afterAll(() => server?.stop(), 60_000);
  });
}

/** A statement past the stores. The data source itself refuses every write outside a transaction. */
export async function writeTo(source: DataSource, statement: string): Promise<void> {
  await source.transaction((manager) => manager.query(statement));
}
