import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { createApp } from '../../src/create-app.js';
import type { Config } from '../../src/platform/config/config.js';
import { loadConfig } from '../../src/platform/config/load-config.js';
import { databaseTarget } from '../../src/platform/database/data-source-options.js';
import { openDatabase } from '../../src/platform/database/open-database.js';
import { AgendaKeeper } from '../../src/probing/app/agenda-keeper.js';
import { ROOM_SCHEMAS } from '../../src/schema.js';

export const TOKEN = 'a-token-for-the-tests-only-0123456789';

type Headers = Readonly<Record<string, string>>;

/** The whole service in this process, on a free port and a data folder of its own. */
export interface Service {
  readonly url: string;
  readonly dataDir: string;
  readonly app: NestFastifyApplication;
  request(method: string, path: string, body?: unknown, headers?: Headers): Promise<Response>;
  /** The JSON of a 2xx answer; anything else fails the test with what was answered. */
  json<T>(method: string, path: string, body?: unknown, headers?: Headers): Promise<T>;
  close(): Promise<void>;
}

/** `settings` are environment variables without their prefix, as `{ LOG_LEVEL: 'info' }`. */
export async function startService(
  settings: Readonly<Record<string, string>> = {},
  dataDir?: string,
): Promise<Service> {
  const folder = dataDir ?? mkdtempSync(join(tmpdir(), 'shouwang-'));
  const environment = {
    SHOUWANG_DATA_DIR: folder,
    SHOUWANG_HTTP_PORT: '0',
    SHOUWANG_BOOTSTRAP_TOKEN: TOKEN,
    SHOUWANG_LOG_LEVEL: 'silent',
    ...Object.fromEntries(Object.entries(settings).map(([key, value]) => [`SHOUWANG_${key}`, value])),
  };
  const config = loadConfig(environment);
  if (dataDir === undefined) await giveTables(config);
  const app = await createApp(config);
  await app.listen(0, '127.0.0.1');
  const url = await app.getUrl();
  const request: Service['request'] = (method, path, body, headers = {}) =>
    fetch(`${url}${path}`, {
      method,
      headers: {
        authorization: `Bearer ${TOKEN}`,
        ...headers,
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
  return {
    url,
    dataDir: folder,
    app,
    request,
    json: async <T>(method: string, path: string, body?: unknown, headers?: Headers) => {
      const response = await request(method, path, body, headers);
      const answer = await response.text();
      if (!response.ok) throw new Error(`${method} ${path} answered ${response.status}: ${answer}`);
      return JSON.parse(answer) as T;
    },
    close: async () => {
      await app.close();
      if (dataDir === undefined) rmSync(folder, { recursive: true, force: true });
    },
  };
}

/**
 * A service that looks at cameras when it is asked, and never because a beat is due: however long its intervals, the first
 * beat of a camera comes at any time within them, and would spend a login or a session that a test counts. They are long
 * all the same: what a test told of a zone is news for two heartbeats.
 */
export async function startQuietService(
  settings: Readonly<Record<string, string>> = {},
  dataDir?: string,
): Promise<Service> {
  const intervals = { PROBING_HEARTBEAT_INTERVAL_S: '3600', PROBING_FRAME_INTERVAL_S: '86400' };
  const service = await startService({ ...intervals, ...settings }, dataDir);
  Object.assign(service.app.get(AgendaKeeper).agenda, { take: () => null, nextDueMs: () => null });
  return service;
}

/** A database file that is up to date: the first service of a suite makes it, each later one starts on a copy. */
let upToDate: Buffer | undefined;

async function giveTables({ database, dataDir }: Config): Promise<void> {
  const target = databaseTarget(database.url, dataDir);
  if (target.kind !== 'sqlite') return;
  if (upToDate !== undefined) return writeFileSync(target.path, upToDate);
  await (await openDatabase(target, ROOM_SCHEMAS)).destroy();
  upToDate = readFileSync(target.path);
}
