import type Database from 'better-sqlite3';
import type { QueryRunner } from 'typeorm';
import { StartError } from '../../start-error.js';
import { tablesOf } from '../sqlite-snapshot.js';
import { type ColumnKind, KINDS } from './same-value.js';

export interface MovedTable {
  readonly name: string;
  readonly columns: readonly { readonly name: string; readonly kind: ColumnKind }[];
  /** In which rows are compared. */
  readonly key: readonly string[];
  /** In which rows may be written: what a row refers to in its own table was there before it. */
  readonly order: readonly string[];
}

interface SqliteColumn {
  readonly name: string;
  readonly pk: number;
}

/** The database's own book of what has run; the other side keeps its own. */
const BOOK = 'schema_migrations';

/** Every table of the program: first what others refer to. */
export async function movedTables(from: Database.Database, to: QueryRunner): Promise<readonly MovedTable[]> {
  const kinds = await kindsIn(to);
  const names = inOrder(
    from,
    tablesOf(from).filter((name) => name !== BOOK),
  );
  const foreign = [...kinds.keys()].find((name) => name !== BOOK && !names.includes(name));
  if (foreign !== undefined) throw new StartError(`move: ${foreign} is in PostgreSQL alone`);
  return names.map((name) => movedTable(from, name, kinds.get(name) ?? new Map<string, string>()));
}

function movedTable(from: Database.Database, name: string, kinds: ReadonlyMap<string, string>): MovedTable {
  const columns = from.pragma(`table_info("${name}")`) as SqliteColumn[];
  const key = columns.filter(({ pk }) => pk > 0).toSorted((a, b) => a.pk - b.pk);
  const [{ wr: isWithoutRowid } = { wr: 0 }] = from.pragma(`table_list("${name}")`) as { wr: number }[];
  if (columns.length !== kinds.size || key.length === 0)
    throw new StartError(`move: ${name} is not the same table on both databases`);
  const keyNames = key.map((column) => column.name);
  return {
    name,
    columns: columns.map((column) => ({
      name: column.name,
      kind: kindOf(kinds.get(column.name), name, column.name),
    })),
    key: keyNames,
    order: isWithoutRowid ? keyNames : ['rowid'],
  };
}

function kindOf(type: string | undefined, table: string, column: string): ColumnKind {
  const kind = KINDS[type ?? ''];
  if (kind !== undefined) return kind;
  throw new StartError(
    `move: ${table}.${column} is ${type ?? 'missing'} in PostgreSQL, which is not moved yet`,
  );
}

/** The types of each table's columns in PostgreSQL. */
async function kindsIn(to: QueryRunner): Promise<Map<string, Map<string, string>>> {
  const rows = (await to.query(
    'SELECT table_name, column_name, data_type FROM information_schema.columns WHERE table_schema = current_schema()',
  )) as { table_name: string; column_name: string; data_type: string }[];
  const kinds = new Map<string, Map<string, string>>();
  for (const row of rows) {
    const columns = kinds.get(row.table_name) ?? new Map<string, string>();
    kinds.set(row.table_name, columns.set(row.column_name, row.data_type));
  }
  return kinds;
}

function inOrder(from: Database.Database, names: readonly string[]): string[] {
  const ordered = new Set<string>();
  const place = (name: string, above: readonly string[]): void => {
    if (ordered.has(name) || above.includes(name)) return;
    const referred = from.pragma(`foreign_key_list("${name}")`) as { table: string }[];
    for (const { table } of referred) place(table, [...above, name]);
    ordered.add(name);
  };
  for (const name of names) place(name, []);
  return [...ordered];
}
