import type { QueryRunner } from 'typeorm';

/** The database itself refuses to change or remove a row of these tables. */
export async function appendOnly(runner: QueryRunner, tables: readonly string[]): Promise<void> {
  const isPostgres = runner.connection.options.type === 'postgres';
  if (isPostgres) await runner.query(REFUSE);
  for (const table of tables)
    for (const verb of ['UPDATE', 'DELETE'])
      await runner.query(isPostgres ? onPostgres(table, verb) : onSqlite(table, verb));
}

const REFUSE = `CREATE OR REPLACE FUNCTION funding_append_only() RETURNS trigger AS $$
BEGIN RAISE EXCEPTION 'rows of % are added and never changed', TG_TABLE_NAME; END
$$ LANGUAGE plpgsql`;

function onPostgres(table: string, verb: string): string {
  return `CREATE TRIGGER ${nameOf(table, verb)} BEFORE ${verb} ON ${table}
    FOR EACH ROW EXECUTE FUNCTION funding_append_only()`;
}

function onSqlite(table: string, verb: string): string {
  return `CREATE TRIGGER ${nameOf(table, verb)} BEFORE ${verb} ON ${table}
    BEGIN SELECT RAISE(ABORT, 'rows of ${table} are added and never changed'); END`;
}

function nameOf(table: string, verb: string): string {
  return `${table}_no_${verb.toLowerCase()}`;
}
