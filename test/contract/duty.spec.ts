import { Client, Pool } from 'pg';
import { SystemClock } from '../../src/platform/clock/clock.js';
import { Duty } from '../../src/platform/duty/duty.js';
import { layHand } from '../../src/platform/duty/duty-session.js';
import { describeWith } from '../needs.js';
import { type Postgres, startPostgres } from '../postgres.js';

describeWith('postgres', 'replicas on one database', () => {
  let server: Postgres;
  let databaseUrl: string;
  const begun: Duty[] = [];
  const said: string[] = [];
  const note = (_: unknown, message: string): void => void said.push(message);
  const log = { info: note, warn: note };

  beforeAll(async () => {
    server = await startPostgres();
  });
  beforeEach(async () => {
    databaseUrl = await server.newDatabase();
  });
  afterEach(async () => {
    for (const duty of begun.splice(0)) await duty.stop();
    said.length = 0;
  });
  afterAll(() => server?.stop());

  async function begin(): Promise<Duty> {
    const duty = await Duty.begin({ databaseUrl, clock: new SystemClock(), log });
    begun.push(duty);
    return duty;
  }

  async function ask<T>(statement: string): Promise<T[]> {
    const client = new Client(databaseUrl);
    await client.connect();
    const { rows } = await client.query(statement);
    await client.end();
    return rows as T[];
  }

  /** Breaks the sessions over which replicas are on duty or wait; or only those that hold the lock. */
  const endSessions = (which = ''): Promise<unknown> =>
    ask(
      `SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'shouwang duty' ${which} ` +
        'AND datname = current_database()',
    );

  const kindOf = (duty: Duty): string => duty.standing.kind;
  const untilSeen = (duty: Duty, kind: string): Promise<void> =>
    new Promise((resolve) => {
      if (kindOf(duty) === kind) resolve();
      duty.watch((view) => view.kind === kind && resolve());
    });

  it('put one on duty, and the others hear at once where it is, and that it left', async () => {
    const first = await begin();
    const [second, third] = [await begin(), await begin()];
    expect([first, second, third].map(kindOf)).toEqual(['here', 'starting', 'starting']);

    first.sayUrl('http://127.0.0.1:1');
    await untilSeen(second, 'elsewhere');
    expect(second.standing.url).toBe('http://127.0.0.1:1');

    const leftAt = performance.now();
    await first.stop();
    const seat = await Promise.race([second.taken, third.taken]);
    expect(performance.now() - leftAt).toBeLessThan(900);
    expect(seat.term).toBe(2);
    expect([second, third].map(kindOf).toSorted()).not.toEqual(['here', 'here']);
  });

  it('take no connection from who is on duty while its session is broken, and give the duty back to it', async () => {
    const first = await begin();
    const seat = await first.taken;
    await begin();
    const pool = new Pool({ connectionString: databaseUrl, onConnect: (client) => seat.admit(client) });
    await pool.query('SELECT 1');

    await endSessions();
    while (!said.includes('the database is back, and this replica still on duty'))
      await new Promise((resolve) => setTimeout(resolve, 20));
    expect((await pool.query('SELECT 1')).rows).toHaveLength(1);
    expect(await ask('SELECT term FROM duty')).toEqual([{ term: 1 }]);
    await pool.end();
  });

  it('end every connection of the former one before the next begins, and let none of its in any more', async () => {
    const first = await begin();
    const seat = await first.taken;
    const pool = new Pool({ connectionString: databaseUrl, onConnect: (client) => seat.admit(client) });
    pool.on('error', () => undefined);
    const old = await pool.connect();
    old.on('error', () => undefined);
    // Whoever holds the lock by hand stands for a replica that took over while the first was cut off.
    const other = new Client(databaseUrl);
    await other.connect();
    const [{ pid }] = (await other.query<{ pid: number }>('SELECT pg_backend_pid() AS pid')).rows as [
      { pid: number },
    ];
    await other.query(
      `SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'shouwang duty'`,
    );
    await other.query('SELECT pg_advisory_lock(1397247829, 1)');
    await other.query('UPDATE duty SET term = term + 1');

    await first.lost;
    const second = begin();
    await other.end();
    const taken = await (await second).taken;
    await expect(old.query('SELECT 1')).rejects.toThrow(/terminat|closed|not queryable/i);
    await expect(pool.query('SELECT 1')).rejects.toThrow('does not know');
    expect(await layHand({ query: (text) => ask(text).then((rows) => ({ rows })) }, pid)).toBe(false);
    expect(taken.term).toBe(3);
    old.release(true);
    await pool.end();
  });

  it('say in one line why none of them can begin', async () => {
    await ask(
      `ALTER DATABASE ${new URL(databaseUrl).pathname.slice(1)} SET default_transaction_read_only = on`,
    );
    const first = Duty.begin({ databaseUrl, clock: new SystemClock(), log });
    await expect(first).rejects.toThrow('database: cannot open PostgreSQL');
  });
});
