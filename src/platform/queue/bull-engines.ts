import { readFileSync } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';
import { rootCertificates } from 'node:tls';
import {
  createPostgresBackend,
  type PostgresConnectionOptions,
  Queue,
  runMigrations,
  withBackend,
  Worker,
} from 'bullmq';
import { Redis } from 'ioredis';
import { Pool } from 'pg';
import type { Config } from '../config/config.js';
import { StartError } from '../start-error.js';
import type { BullEngine } from './bull-queues.js';

const CONNECT_MS = 10_000;
/** Who is patient asks again after so long. */
const AGAIN_MS = 2_000;

interface RedisTls {
  readonly tls?: { ca: string[] };
}

/** Who may have signed the certificate of a `rediss://`, beside those that Node trusts. */
export function redisOptions({ url, trustedCaFile }: Config['queue']): RedisTls {
  if (trustedCaFile === null || !url?.startsWith('rediss:')) return {};
  try {
    return { tls: { ca: [...rootCertificates, readFileSync(trustedCaFile, 'utf8')] } };
  } catch (cause) {
    throw new StartError(
      `queue: queue.trustedCaFile (${trustedCaFile}) cannot be read: ${(cause as Error).message}`,
      {
        cause,
      },
    );
  }
}

/** Redis or Valkey: `redis://` or `rediss://`, which is TLS. Who is patient is served once it answers. */
export async function redisEngine(
  url: string,
  { isPatient = false, ...more }: RedisTls & { readonly isPatient?: boolean } = {},
): Promise<BullEngine> {
  // A command that cannot be sent fails, and is not kept for later: a beat that is late is worth nothing.
  const posting = new Redis(url, {
    ...more,
    lazyConnect: true,
    connectTimeout: CONNECT_MS,
    maxRetriesPerRequest: 1,
  });
  const taking = new Redis(url, {
    ...more,
    lazyConnect: true,
    connectTimeout: CONNECT_MS,
    maxRetriesPerRequest: null,
  });
  let refusal: Error | undefined;
  for (const connection of [posting, taking]) connection.on('error', (cause) => (refusal = cause));
  // Of a connection that fails ioredis says that it is closed; why is told to who listens.
  const connecting = posting.connect().catch((cause: unknown) => Promise.reject(refusal ?? cause));
  if (isPatient) connecting.catch(() => undefined);
  else await firstAnswer(url, () => connecting);
  let isReady = posting.status === 'ready';
  const ready = new Promise<void>((resolve) => {
    if (isReady) resolve();
    else
      posting.once('ready', () => {
        isReady = true;
        resolve();
      });
  });
  return {
    ready,
    get isReady() {
      return isReady;
    },
    queue: (name, prefix) => new Queue(name, { connection: posting, prefix }),
    worker: (name, prefix, process, options) =>
      new Worker(name, process, { ...options, connection: taking, prefix }),
    // One that looks for its server again would only keep it waiting.
    ping: () => (posting.status === 'ready' ? posting.ping() : Promise.reject(new Error(posting.status))),
    connectAnew: () => {
      for (const connection of [posting, taking])
        if (connection.status === 'ready') connection.disconnect(true);
    },
    close: async () => {
      posting.disconnect();
      taking.disconnect();
    },
  };
}

/** The database that is there anyway; tables of their own in the schema `bullmq`. Who is patient is served once it answers. */
export async function postgresEngine(
  url: string,
  { isPatient = false }: { readonly isPatient?: boolean } = {},
): Promise<BullEngine> {
  const pool = new Pool({
    connectionString: url,
    options: '-c search_path=bullmq',
    application_name: 'shouwang queue',
    connectionTimeoutMillis: CONNECT_MS,
    query_timeout: CONNECT_MS,
  });
  // Every queue and every taker listens to the one pool: that is no leak.
  pool.setMaxListeners(0);
  pool.on('error', () => undefined);
  let [isReady, isClosed] = [false, false];
  const begin = async (): Promise<void> => {
    const client = await pool.connect();
    try {
      await runMigrations(client);
      isReady = true;
    } finally {
      client.release();
    }
  };
  const beginAtLast = async (): Promise<void> => {
    try {
      await begin();
    } catch {
      await pause(AGAIN_MS, undefined, { ref: false });
      if (!isClosed) await beginAtLast();
    }
  };
  const ready = isPatient ? beginAtLast() : firstAnswer(url, begin);
  if (!isPatient) await ready;
  const bull = withBackend(createPostgresBackend);
  // BullMQ describes a pool of `pg` in types of its own.
  const connection = pool as unknown as PostgresConnectionOptions;
  return {
    ready,
    get isReady() {
      return isReady;
    },
    // This engine tells queues apart by their names alone.
    queue: (name, prefix) => new bull.Queue(`${prefix}.${name}`, { connection }) as unknown as Queue,
    worker: (name, prefix, process, options) =>
      new bull.Worker(`${prefix}.${name}`, process, { ...options, connection }) as unknown as Worker,
    ping: () => pool.query('SELECT 1'),
    // A pool asks for connections anew by itself.
    connectAnew: () => {},
    close: () => {
      isClosed = true;
      return pool.end();
    },
  };
}

async function firstAnswer(url: string, connect: () => Promise<unknown>): Promise<void> {
  try {
    await connect();
  } catch (cause) {
    const { protocol, host } = new URL(url);
    const why = (cause as Error).message || String((cause as NodeJS.ErrnoException).code);
    throw new StartError(
      `queue: ${protocol}//${host} does not answer: ${why}; start it, or set SHOUWANG_QUEUE_URL to another`,
      { cause },
    );
  }
}
