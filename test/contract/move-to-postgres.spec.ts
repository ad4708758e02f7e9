import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { Client } from 'pg';
import { verifyAuditTrail } from '../../src/access/index.js';
import { loadConfig } from '../../src/platform/config/load-config.js';
import { openDatabase } from '../../src/platform/database/open-database.js';
import { type Moved, moveTown } from '../../src/platform/keeping/move/move-town.js';
import { StartError } from '../../src/platform/start-error.js';
import { ROOM_SCHEMAS } from '../../src/schema.js';
import { startService } from '../e2e/service.js';
import { describeWith } from '../needs.js';
import { type Postgres, startPostgres } from '../postgres.js';
import { RELEASED, rowsOf, townOf } from '../upgrades/released.js';
import { runBuilt } from './run-built.js';

describeWith('postgres', 'the move of a town to PostgreSQL', () => {
  let server: Postgres;
  let dataDir: string;
  let url: string;

  const file = (): string => join(dataDir, 'shouwang.sqlite');
  const settings = (to = url) => ({ SHOUWANG_DATA_DIR: dataDir, SHOUWANG_DATABASE_URL: to });
  const move = (to = url): Promise<Moved> => moveTown(loadConfig(settings(to)), ROOM_SCHEMAS);
  const refusal = async (to = url): Promise<string> => {
    const cause: unknown = await move(to).catch((error: unknown) => error);
    if (cause instanceof StartError) return cause.message;
    throw new Error('it was moved, or failed otherwise', { cause });
  };
  const write = (statement: string): void => {
    const database = new Database(file());
    database.pragma('foreign_keys = OFF');
    database.exec(statement);
    database.close();
  };
  async function ask<T>(statement: string): Promise<T[]> {
    const client = new Client(url);
    await client.connect();
    try {
      return (await client.query(statement)).rows as T[];
    } finally {
      await client.end();
    }
  }
  const tablesThere = (): Promise<unknown[]> => ask("SELECT 1 FROM pg_tables WHERE schemaname = 'public'");

  beforeAll(async () => {
    server = await startPostgres();
  });
  beforeEach(async () => {
    dataDir = townOf(RELEASED.at(-1)!);
    // As this version has it.
    await (await openDatabase({ kind: 'sqlite', path: file() }, ROOM_SCHEMAS)).destroy();
    url = await server.newDatabase();
  });
  afterEach(() => rmSync(dataDir, { recursive: true, force: true }));
  afterAll(() => server?.stop());

  it('brings every row of every table, says that they are equal, and leaves the file as it was', async () => {
    // What the two databases write differently: flags, 64 bits, fractions, signs beyond 16 bits, nothing.
    write(`UPDATE cameras SET latitude_deg = 0.30000000000000004, longitude_deg = 1e-7, has_sign = 1, uplink = NULL,
      name = '村口 😀 "一" \\ \u2028 é', observed_at = 9007199254740991`);
    // More than is read and written at once.
    write(`WITH RECURSIVE n(value) AS (SELECT 1 UNION ALL SELECT value + 1 FROM n WHERE value < 2500)
      INSERT INTO uptime_transitions (id, camera_id, at, from_state, to_state)
      SELECT 't-' || value, (SELECT id FROM cameras), value, 'online', 'offline' FROM n`);
    const before = readFileSync(file());

    const { code, said } = await runBuilt('move-to-postgres.js', { DATA_DIR: dataDir, DATABASE_URL: url });

    const counts = [...(await rowsOf({ kind: 'sqlite', path: file() })).values()].map((rows) => rows.length);
    const sum = counts.reduce((all, count) => all + count, 0);
    expect({ code, said: said.split('\n')[0] }).toEqual({
      code: 0,
      said: `move: ${sum} rows of ${counts.length} tables are equal`,
    });
    expect(readFileSync(file()).equals(before)).toBe(true);
    expect(
      await ask(
        'SELECT latitude_deg, longitude_deg, has_sign, uplink, name, observed_at FROM cameras LIMIT 1',
      ),
    ).toEqual([
      {
        latitude_deg: 0.30000000000000004,
        longitude_deg: 1e-7,
        has_sign: true,
        uplink: null,
        name: '村口 😀 "一" \\ \u2028 é',
        observed_at: '9007199254740991',
      },
    ]);
    // Else the first row that is written after the move would take a number that is taken.
    expect(await ask("SELECT sequencename FROM pg_sequences WHERE schemaname = 'public'")).toEqual([
      { sequencename: 'schema_migrations_id_seq' },
    ]);
  }, 60_000);

  it('is gone on with: the service starts on PostgreSQL, and the audit trail is whole', async () => {
    await move();

    const service = await startService({ DATABASE_URL: url }, dataDir);
    const { items } = await service.json<{ items: unknown[] }>('GET', '/api/v1/cameras');
    await service.close();

    expect(items).toHaveLength(2);
    expect(await verifyAuditTrail(loadConfig(settings()), ROOM_SCHEMAS)).toMatchObject({ isWhole: true });
  });

  it.each([
    [
      'text that PostgreSQL cannot hold',
      "UPDATE villages SET name = 'a' || char(0) || 'b'",
      'villages.name holds text with a NUL character, which PostgreSQL cannot keep as text; nothing was moved',
    ],
    [
      'a flag that is none',
      'UPDATE cameras SET is_demonstration = 7',
      'cameras.is_demonstration holds bigint',
    ],
    [
      'a row whose owner is gone',
      "UPDATE places SET village_id = 'nobody'",
      'violates foreign key constraint',
    ],
  ])('of %s is refused, and leaves PostgreSQL empty', async (_what, statement, complaint) => {
    write(statement);

    expect(await refusal()).toContain(complaint);
    expect(await tablesThere()).toEqual([]);
  });

  it('notices a row that arrives otherwise, names it, and leaves PostgreSQL empty', async () => {
    // Somebody's trigger, in the place of a fault of ours.
    await ask(`CREATE FUNCTION spoil() RETURNS event_trigger AS $$ BEGIN
        IF EXISTS (SELECT 1 FROM pg_class WHERE relname = 'villages' AND relkind = 'r')
          AND NOT EXISTS (SELECT 1 FROM pg_trigger WHERE tgname = 'spoil_row') THEN
          CREATE FUNCTION spoil_row() RETURNS trigger AS 'BEGIN NEW.name := upper(NEW.name) || ''!''; RETURN NEW; END' LANGUAGE plpgsql;
          CREATE TRIGGER spoil_row BEFORE INSERT ON villages FOR EACH ROW EXECUTE FUNCTION spoil_row();
        END IF; END $$ LANGUAGE plpgsql;
      CREATE EVENT TRIGGER spoil ON ddl_command_end WHEN TAG IN ('CREATE TABLE') EXECUTE FUNCTION spoil()`);
    expect(await refusal()).toMatch(
      /^move: a row of villages \(id = [\w-]+\) differs in name; nothing was moved$/,
    );
    expect(await tablesThere()).toEqual([]);
  });

  it('refuses a database that has tables already, and none at all', async () => {
    await ask('CREATE TABLE notes (text text)');

    expect(await refusal()).toContain(
      'the PostgreSQL database has tables already (notes, …); name an empty one',
    );
    expect(await refusal('')).toContain('set SHOUWANG_DATABASE_URL to an empty PostgreSQL database');
  });

  it('refuses a file of another version, and a service that runs on it', async () => {
    const service = await startService({}, dataDir);
    const running = await refusal();
    await service.close();
    write("DELETE FROM schema_migrations WHERE name LIKE 'Publications%'");

    expect(running).toBe(`move: the service runs on ${file()}; stop it first`);
    expect(await refusal()).toContain('start this version on it once, and stop it');
    expect(await tablesThere()).toEqual([]);
  }, 60_000);

  it('that is killed half-way leaves PostgreSQL empty, and can be called again', async () => {
    // Waits for the table that somebody holds, in the middle of everything.
    const holder = new Client(url);
    await holder.connect();
    await holder.query('BEGIN; SELECT pg_advisory_lock(1)');
    await ask(`CREATE FUNCTION hold() RETURNS event_trigger AS $$ BEGIN PERFORM pg_advisory_lock(1); END $$ LANGUAGE plpgsql;
      CREATE EVENT TRIGGER hold ON ddl_command_end WHEN TAG IN ('CREATE INDEX') EXECUTE FUNCTION hold()`);
    await runBuilt(
      'move-to-postgres.js',
      { DATA_DIR: dataDir, DATABASE_URL: url },
      {
        onStart: (child) => {
          const look = async (): Promise<void> => {
            const waiting = await holder.query(
              "SELECT 1 FROM pg_locks WHERE locktype = 'advisory' AND NOT granted",
            );
            if (waiting.rows.length > 0) child.kill('SIGKILL');
            else setTimeout(() => void look(), 20);
          };
          void look();
        },
      },
    );
    await holder.query('SELECT pg_advisory_unlock(1); COMMIT; DROP EVENT TRIGGER hold');
    await holder.end();

    expect(await tablesThere()).toEqual([]);
    await expect(move()).resolves.toMatchObject({ from: file() });
  }, 60_000);
});
