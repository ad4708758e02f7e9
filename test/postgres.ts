import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { Client } from 'pg';
import { debianFolder } from './postgres/binaries.js';

const KEEPER = fileURLToPath(new URL('postgres/keeper.ts', import.meta.url));

export interface Postgres {
  readonly url: string;
  /** Creates a database, empty or a copy of one nobody is connected to, and resolves to its URL; `stop` drops it. */
  newDatabase(templateUrl?: string): Promise<string>;
  stop(): Promise<void>;
}

/** The server of `TEST_POSTGRES_URL` (its user must be allowed to create databases), else one of our own. */
export async function startPostgres(): Promise<Postgres> {
  const given = process.env['TEST_POSTGRES_URL'];
  return serverAt(given ? { url: given, end: async () => {} } : await startOwnServer(), given ?? null);
}

/** A server of Debian's, whose `pg_dump` is Debian's, too: what comes from the npm registry has none. */
export async function startDebianPostgres(): Promise<Postgres> {
  return serverAt(await startOwnServer(debianFolder()!), null);
}

/** A server of our own, that things may happen to. */
export interface FragilePostgres extends Postgres {
  /** `stop` is a polite one; `pause` has it hang, with all connections to it. Each resolves when it is so. */
  befall(what: 'stop' | 'open' | 'pause' | 'resume'): Promise<void>;
}

export async function startFragilePostgres(): Promise<FragilePostgres> {
  const server = await startOwnServer();
  return { ...serverAt(server, null), befall: server.befall };
}

interface Server {
  readonly url: string;
  readonly end: () => Promise<void>;
}

function serverAt(server: Server, given: string | null): Postgres {
  const names: string[] = [];
  return {
    url: server.url,
    newDatabase: async (templateUrl) => {
      const name = `shouwang_test_${randomBytes(8).toString('hex')}`;
      await execute(server.url, `CREATE DATABASE ${name}${templateUrl ? copyOf(templateUrl) : ''}`);
      names.push(name);
      return Object.assign(new URL(server.url), { pathname: `/${name}` }).href;
    },
    stop: async () => {
      // On a server of our own everything goes with its folder.
      if (given)
        for (const name of names) await execute(given, `DROP DATABASE IF EXISTS ${name} WITH (FORCE)`);
      await server.end();
    },
  };
}

/** As files: row by row through the log, the default, takes six times as long. */
function copyOf(templateUrl: string): string {
  return ` TEMPLATE ${new URL(templateUrl).pathname.slice(1)} STRATEGY file_copy`;
}

async function startOwnServer(
  ...folder: readonly string[]
): Promise<Server & Pick<FragilePostgres, 'befall'>> {
  const keeper = spawn(process.execPath, ['--import', 'tsx', KEEPER, ...folder], {
    detached: true,
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  const ended = once(keeper, 'exit');
  const told = createInterface({ input: keeper.stdout });
  const [url] = (await Promise.race([
    once(told, 'line'),
    ended.then(() => Promise.reject(new Error('PostgreSQL did not start; what it said is above'))),
  ])) as [string];
  // The server must not keep a finished test run alive; it ends by itself once its input closes.
  keeper.unref();
  for (const stream of [keeper.stdin, keeper.stdout]) (stream as unknown as { unref(): void }).unref();
  return {
    url,
    befall: async (what) => {
      const done = once(told, 'line');
      keeper.stdin.write(`${what}\n`);
      await done;
    },
    end: async () => {
      keeper.ref();
      keeper.stdin.end();
      await ended;
    },
  };
}

async function execute(url: string, statement: string): Promise<void> {
  const client = new Client(url);
  await client.connect();
  try {
    await client.query(statement);
  } finally {
    await client.end();
  }
}
