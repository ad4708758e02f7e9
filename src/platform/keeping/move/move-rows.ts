import type Database from 'better-sqlite3';
import type { QueryRunner } from 'typeorm';
import { StartError } from '../../start-error.js';
import type { MovedTable } from './moved-table.js';
import { fromPostgres, fromSqlite } from './same-value.js';

type Values = readonly (string | null)[];

/** Rows and characters written at once: a village's buildings alone are some megabytes. */
const MOST_ROWS = 1_000;
const MOST_CHARACTERS = 4_000_000;
const READ_AT_ONCE = 100;

/** Copies all rows, a batch at a time, and answers how many. */
export async function copyRows(table: MovedTable, from: Database.Database, to: QueryRunner): Promise<number> {
  const names = table.columns.map(({ name }) => `"${name}"`).join(', ');
  const insert = `INSERT INTO "${table.name}" (${names}) SELECT ${names} FROM json_populate_recordset(NULL::"${table.name}", $1)`;
  let count = 0;
  for (const batch of batches(table, from)) {
    await to.query(insert, [`[${batch.join(',')}]`]);
    count += batch.length;
  }
  return count;
}

/** Rows as JSON. */
function* batches(table: MovedTable, from: Database.Database): Generator<string[]> {
  let batch: string[] = [];
  let characters = 0;
  for (const row of rowsOf(table, from, table.order)) {
    const json = JSON.stringify(
      Object.fromEntries(table.columns.map(({ name }, index) => [name, row[index]])),
    );
    batch.push(json);
    characters += json.length;
    if (batch.length < MOST_ROWS && characters < MOST_CHARACTERS) continue;
    yield batch;
    [batch, characters] = [[], 0];
  }
  if (batch.length > 0) yield batch;
}

/** Reads both sides in the order of the key; throws at the first row that is not the same. */
export async function compareRows(
  table: MovedTable,
  from: Database.Database,
  to: QueryRunner,
): Promise<void> {
  const expected = rowsOf(table, from, table.key);
  try {
    for await (const found of rowsArrived(table, to)) {
      const { value } = expected.next() as { value?: Values };
      const odd = table.columns.find((_column, index) => value?.[index] !== found[index]);
      if (odd !== undefined) throw difference(table, value, found);
    }
    const left = expected.next();
    if (!left.done) throw difference(table, left.value, undefined);
  } finally {
    // SQLite closes no connection that is in the middle of an answer.
    expected.return(undefined);
  }
}

function difference(table: MovedTable, expected: Values | undefined, found: Values | undefined): StartError {
  const row = (expected ?? found)!;
  const key = table.key.map(
    (name) => `${name} = ${row[table.columns.findIndex((one) => one.name === name)]}`,
  );
  const odd = table.columns.find((_column, index) => expected?.[index] !== found?.[index])!;
  const what =
    expected === undefined
      ? 'is in PostgreSQL alone'
      : found === undefined
        ? 'did not arrive'
        : `differs in ${odd.name}`;
  return new StartError(`move: a row of ${table.name} (${key.join(', ')}) ${what}; nothing was moved`);
}

function* rowsOf(table: MovedTable, from: Database.Database, order: readonly string[]): Generator<Values> {
  const names = table.columns.map(({ name }) => `"${name}"`).join(', ');
  const by = order.map((name) => `"${name}"`).join(', ');
  const rows = from.prepare(`SELECT ${names} FROM "${table.name}" ORDER BY ${by}`).raw().safeIntegers();
  for (const row of rows.iterate() as Iterable<unknown[]>)
    yield table.columns.map(({ name, kind }, index) => {
      try {
        return fromSqlite(row[index], kind);
      } catch (cause) {
        throw new StartError(`move: ${table.name}.${name} ${(cause as Error).message}; nothing was moved`, {
          cause,
        });
      }
    });
}

/** In the order that SQLite has: of bytes. */
async function* rowsArrived(table: MovedTable, to: QueryRunner): AsyncGenerator<Values> {
  const names = table.columns.map(({ name }) => `"${name}"`).join(', ');
  const by = table.key
    .map((name) => (isText(table, name) ? `"${name}" COLLATE "C"` : `"${name}"`))
    .join(', ');
  await to.query(`DECLARE arrived NO SCROLL CURSOR FOR SELECT ${names} FROM "${table.name}" ORDER BY ${by}`);
  for (;;) {
    const rows = (await to.query(`FETCH ${READ_AT_ONCE} FROM arrived`)) as Record<string, unknown>[];
    for (const row of rows) yield table.columns.map(({ name }) => fromPostgres(row[name]));
    if (rows.length < READ_AT_ONCE) break;
  }
  await to.query('CLOSE arrived');
}

function isText(table: MovedTable, column: string): boolean {
  return table.columns.find(({ name }) => name === column)?.kind === 'text';
}
