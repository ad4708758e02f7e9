import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { createApp } from '../../src/create-app.js';
import { loadConfig } from '../../src/platform/config/load-config.js';

export const TOKEN = 'a-token-for-the-tests-only-0123456789';

/** The whole service in this process, on a free port and a data folder of its own. */
export interface Service {
  readonly url: string;
  readonly dataDir: string;
  readonly app: NestFastifyApplication;
  request(method: string, path: string, body?: unknown): Promise<Response>;
  /** The JSON of a 2xx answer; anything else fails the test with what was answered. */
  json<T>(method: string, path: string, body?: unknown): Promise<T>;
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
  const app = await createApp(loadConfig(environment));
  await app.listen(0, '127.0.0.1');
  const url = await app.getUrl();
  const request: Service['request'] = (method, path, body) =>
    fetch(`${url}${path}`, {
      method,
      headers: {
        authorization: `Bearer ${TOKEN}`,
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
  return {
    url,
    dataDir: folder,
    app,
    request,
    json: async <T>(method: string, path: string, body?: unknown) => {
      const response = await request(method, path, body);
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
