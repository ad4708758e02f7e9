import { setTimeout as pause } from 'node:timers/promises';
import { Client, DatabaseError } from 'pg';
import type { Sight } from './duty-step.js';

/** Of PostgreSQL's advisory locks, which hold for one database: `SHOU`, and which of ours. */
const SHOUWANG = 0x53_48_4f_55;
const DUTY = 1;
/** Shared by every connection that the rooms of a replica on duty have. */
const HANDS = 2;
const CHANNEL = 'shouwang_duty';
/** A database that does not answer for so long is away. */
const ANSWER_MS = 5_000;
/** Connections that are told to end are gone soon; looked at so often, and so many times. */
const FAREWELL_MS = 50;
const FAREWELLS = 200;
const UNDEFINED_TABLE = '42P01';

const HELD = (lock: number): string =>
  `l.locktype = 'advisory' AND l.granted AND l.classid = ${SHOUWANG} AND l.objid = ${lock} AND l.objsubid = 2
   AND l.database = (SELECT oid FROM pg_database WHERE datname = current_database())`;

/** Anything that can ask the database. */
export interface Asks {
  query(statement: string): Promise<{ rows: unknown[] }>;
}

/** The one connection over which a replica is on duty or waits for it. The lock is as long as the connection. */
export class DutySession {
  private constructor(
    private readonly client: Client,
    readonly pid: number,
    /** As the database's side of this machine; null over a Unix socket. */
    readonly localAddress: string | null,
  ) {}

  /** `onNews`: duty was taken up, or laid down. `onEnd`: the connection is over, and with it the lock. */
  static async open(url: string, onNews: () => void, onEnd: () => void): Promise<DutySession> {
    const client = new Client({
      connectionString: url,
      application_name: 'shouwang duty',
      connectionTimeoutMillis: ANSWER_MS,
      query_timeout: ANSWER_MS,
      keepAlive: true,
    });
    client.on('error', () => undefined);
    client.on('notification', onNews);
    await client.connect();
    client.once('end', onEnd);
    await client.query(`LISTEN ${CHANNEL}`);
    const { rows } = await client.query<{ pid: number }>('SELECT pg_backend_pid() AS pid');
    const { stream } = (client as unknown as { connection: { stream: { localAddress?: string } } })
      .connection;
    return new DutySession(client, rows[0]!.pid, stream.localAddress ?? null);
  }

  async see(): Promise<Sight> {
    const { rows } = await this.client.query<{ pid: number; silentS: number | null }>(
      `SELECT l.pid, extract(epoch FROM clock_timestamp() - a.state_change)::float8 AS "silentS"
       FROM pg_locks l LEFT JOIN pg_stat_activity a ON a.pid = l.pid WHERE ${HELD(DUTY)}`,
    );
    return { holder: rows[0] ?? null, ...(await this.read()) };
  }

  /** Says that this session lives; rejects where it does not. */
  async beat(): Promise<void> {
    await this.client.query('SELECT 1');
  }

  async tryLock(): Promise<boolean> {
    const { rows } = await this.client.query<{ isOurs: boolean }>(
      `SELECT pg_try_advisory_lock(${SHOUWANG}, ${DUTY}) AS "isOurs"`,
    );
    return rows[0]!.isOurs;
  }

  async unlock(): Promise<void> {
    await this.client.query(`SELECT pg_advisory_unlock(${SHOUWANG}, ${DUTY})`);
    await this.tell();
  }

  /** With the lock held: begins a new term, and answers which one. */
  async beginTerm(): Promise<number> {
    await this.client.query(
      'CREATE TABLE IF NOT EXISTS duty (is_one boolean PRIMARY KEY DEFAULT true CHECK (is_one), ' +
        'term integer NOT NULL, url text, since timestamptz NOT NULL)',
    );
    const { rows } = await this.client.query<{ term: number }>(
      'INSERT INTO duty (term, since) VALUES (1, now()) ON CONFLICT (is_one) ' +
        'DO UPDATE SET term = duty.term + 1, url = NULL, since = now() RETURNING term',
    );
    await this.tell();
    return rows[0]!.term;
  }

  async sayUrl(url: string | null): Promise<void> {
    await this.client.query('UPDATE duty SET url = $1', [url]);
    await this.tell();
  }

  async endSession(pid: number): Promise<void> {
    await this.client.query('SELECT pg_terminate_backend($1)', [pid]);
  }

  /** With the lock held: ends whatever an earlier replica still has open, before anything begins. */
  async endForeignHands(): Promise<void> {
    for (let times = 0; times < FAREWELLS; times += 1) {
      const { rows } = await this.client.query(
        `SELECT pg_terminate_backend(l.pid) FROM pg_locks l WHERE ${HELD(HANDS)}`,
      );
      if (rows.length === 0) return;
      await pause(FAREWELL_MS);
    }
    throw new Error('connections of the replica that was on duty do not end');
  }

  /** Of a database that does not answer it is not waited for. */
  close(): void {
    void this.client.end().catch(() => undefined);
  }

  private async read(): Promise<Pick<Sight, 'term' | 'url'>> {
    try {
      const { rows } = await this.client.query<{ term: number; url: string | null }>(
        'SELECT term, url FROM duty',
      );
      return rows[0] ?? { term: 0, url: null };
    } catch (cause) {
      // Nobody was ever on duty.
      if (cause instanceof DatabaseError && cause.code === UNDEFINED_TABLE) return { term: 0, url: null };
      throw cause;
    }
  }

  private async tell(): Promise<void> {
    await this.client.query(`NOTIFY ${CHANNEL}`);
  }
}

/**
 * Marks a connection as one of the replica on duty, and answers whether that is still the session `pid`. In this order: who
 * takes duty up afterwards finds the mark, and ends the connection.
 */
export async function layHand(connection: Asks, pid: number): Promise<boolean> {
  await connection.query(`SELECT pg_advisory_lock_shared(${SHOUWANG}, ${HANDS})`);
  const { rows } = await connection.query(`SELECT l.pid FROM pg_locks l WHERE ${HELD(DUTY)}`);
  return (rows as { pid: number }[]).some((holder) => holder.pid === pid);
}
