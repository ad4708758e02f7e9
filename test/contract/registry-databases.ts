import { randomUUID } from 'node:crypto';
import { Client } from 'pg';
import type { DatabaseTarget } from '../../src/platform/database/data-source-options.js';

type Suite = (target: () => Promise<DatabaseTarget>) => void;

/** Runs a store suite on SQLite and on the PostgreSQL of `TEST_POSTGRES_URL`; each test gets an empty database. */
export function describeOnBothDatabases(name: string, suite: Suite): void {
  describe(`${name} on SQLite`, () => suite(async () => ({ kind: 'sqlite', path: ':memory:' })));
  const url = process.env['TEST_POSTGRES_URL'];
  if (url) return describe(`${name} on PostgreSQL`, () => suite(() => emptyDatabase(url)));
  process.stderr.write(`left out: ${name} on PostgreSQL needs TEST_POSTGRES_URL\n`);
}

async function emptyDatabase(url: string): Promise<DatabaseTarget> {
  const name = `test_${randomUUID().replaceAll('-', '')}`;
  const client = new Client(url);
  await client.connect();
  await client.query(`CREATE DATABASE ${name}`);
  await client.end();
  const target = new URL(url);
  target.pathname = `/${name}`;
  return { kind: 'postgres', url: target.href };
}
