import {
  chmodSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DataSource } from 'typeorm';
import { Log } from '../../src/platform/logging/log.js';
import { Registry } from '../../src/registry/index.js';
import { writeTo } from '../databases.js';
import { type Service, startService, TOKEN } from './service.js';

const PASSWORD = 'p@ss:/%#word-密码';
const OTHER_PASSWORD = 'another-secret-密码';
const KEY = 'a1'.repeat(32);
const CREDENTIAL = { name: 'monitor', username: 'viewer', password: PASSWORD };

interface Entry {
  readonly id: string;
}

/** Every line that the service logs from now on, as it would be printed. */
function logLinesOf(service: Service): string[] {
  const lines: string[] = [];
  const captured = new Log({ level: 'trace', destination: { write: (line) => lines.push(line) } });
  Object.assign(service.app.get(Log), { logger: Reflect.get(captured, 'logger') as unknown });
  return lines;
}

const keyFileIn = (dataDir: string): string => join(dataDir, 'secret.key');

function writeKey(dataDir: string, text: string, mode = 0o600): void {
  writeFileSync(keyFileIn(dataDir), text);
  chmodSync(keyFileIn(dataDir), mode);
}

async function sealOne(dataDir: string): Promise<void> {
  const service = await startService({}, dataDir);
  await service.json('POST', '/api/v1/credentials', CREDENTIAL);
  await service.close();
}

/** The line that a start ends with. */
async function lineOf(dataDir: string, settings: Record<string, string> = {}): Promise<string> {
  try {
    await (await startService(settings, dataDir)).close();
    return 'started';
  } catch (cause) {
    return `${(cause as Error).name}: ${(cause as Error).message}`;
  }
}

describe('passwords of cameras', () => {
  let dataDir: string;

  beforeEach(() => {
    dataDir = mkdtempSync(join(tmpdir(), 'shouwang-secrets-'));
  });

  afterEach(() => rmSync(dataDir, { recursive: true, force: true }));

  it('are in no answer, no log line and no file, whatever goes wrong', async () => {
    const service = await startService({}, dataDir);
    const lines = logLinesOf(service);
    const answers: string[] = [];
    const send = async (method: string, path: string, body?: unknown): Promise<number> => {
      const response = await service.request(method, `/api/v1/${path}`, body);
      answers.push(await response.text());
      return response.status;
    };
    const { id } = await service.json<Entry>('POST', '/api/v1/credentials', CREDENTIAL);
    const one = `credentials/${id}`;

    const statuses = [
      await send('POST', 'credentials', CREDENTIAL),
      await send('POST', 'credentials', { ...CREDENTIAL, surprise: 1 }),
      await send('POST', 'credentials', { ...CREDENTIAL, password: PASSWORD.repeat(20) }),
      await send('POST', 'credentials', { ...CREDENTIAL, password: { text: PASSWORD } }),
      await send('GET', one),
      await send('GET', 'credentials'),
      await send('PATCH', one, { password: OTHER_PASSWORD }),
      await send('PATCH', one, { password: OTHER_PASSWORD, username: '' }),
      await send('DELETE', `credentials/${id}`),
    ];
    const torn = await fetch(`${service.url}/api/v1/credentials`, {
      method: 'POST',
      body: `{"name": "x", "password": "${PASSWORD}`,
      headers: { authorization: `Bearer ${TOKEN}`, 'content-type': 'application/json' },
    });
    answers.push(await torn.text());
    await writeTo(service.app.get(DataSource), 'ALTER TABLE credentials RENAME TO lost');
    statuses.push(await send('POST', 'credentials', CREDENTIAL));

    expect(statuses).toEqual([409, 400, 400, 400, 200, 200, 200, 400, 204, 500]);
    expect(lines.join('')).toContain('a request failed');
    await service.close();
    const files = readdirSync(dataDir).map((file) => readFileSync(join(dataDir, file)).toString('latin1'));
    expect(files.length).toBeGreaterThan(0);
    for (const secret of [PASSWORD, OTHER_PASSWORD]) {
      expect([...answers, ...lines].filter((text) => text.includes(secret))).toEqual([]);
      expect(files.filter((text) => text.includes(Buffer.from(secret).toString('latin1')))).toEqual([]);
    }
  });

  it('come out of the seal whole, also after a restart', async () => {
    const first = await startService({}, dataDir);
    const { id } = await first.json<Entry>('POST', '/api/v1/credentials', CREDENTIAL);
    await first.close();

    const second = await startService({}, dataDir);
    expect(await second.app.get(Registry).loginOf(id)).toEqual({
      username: 'viewer',
      password: PASSWORD,
      version: 1,
    });
    await second.json('PATCH', `/api/v1/credentials/${id}`, { password: OTHER_PASSWORD });
    expect(await second.app.get(Registry).loginOf(id)).toEqual({
      username: 'viewer',
      password: OTHER_PASSWORD,
      version: 2,
    });
    expect(await second.app.get(Registry).loginOf('nobody')).toBeNull();
    await second.close();
  });

  it('are sealed with a key file that only we can read', async () => {
    await (await startService({}, dataDir)).close();

    const { mode } = statSync(join(dataDir, 'secret.key'));
    expect((mode & 0o777).toString(8)).toBe('600');
    expect(readFileSync(join(dataDir, 'secret.key'), 'utf8')).toMatch(/^[0-9a-f]{64}\n$/);
  });

  it('need no key file where the configuration holds the key', async () => {
    await (await startService({ SECRET_KEY: KEY }, dataDir)).close();

    expect(readdirSync(dataDir)).not.toContain('secret.key');
  });

  it('are not served from the row of another credential', async () => {
    const service = await startService({}, dataDir);
    const one = await service.json<Entry>('POST', '/api/v1/credentials', CREDENTIAL);
    const two = await service.json<Entry>('POST', '/api/v1/credentials', { ...CREDENTIAL, name: 'other' });
    const source = service.app.get(DataSource);
    await writeTo(
      source,
      `UPDATE credentials SET sealed = (SELECT sealed FROM credentials WHERE id = '${one.id}') WHERE id = '${two.id}'`,
    );

    await expect(service.app.get(Registry).loginOf(two.id)).rejects.toMatchObject({
      code: 'key-does-not-fit',
    });
    await service.close();
  });

  describe('stop the start in one line when', () => {
    it.each(['640', '604', '666'])('the key file has mode %s', async (mode) => {
      writeKey(dataDir, `${KEY}\n`, Number.parseInt(mode, 8));
      expect(await lineOf(dataDir)).toBe(
        `StartError: key: others on this machine can read ${keyFileIn(dataDir)}; run: chmod 600 ${keyFileIn(dataDir)}`,
      );
    });

    it.each(['', KEY.slice(2), `${KEY}a1`, 'the key of the town', `${KEY}\n${KEY}`])(
      'the key file holds no key: %j',
      async (text) => {
        writeKey(dataDir, text);
        expect(await lineOf(dataDir)).toBe(
          `StartError: key: ${keyFileIn(dataDir)} must hold 64 hexadecimal digits; restore it from a backup`,
        );
      },
    );

    it('the key file cannot be read', async () => {
      mkdirSync(keyFileIn(dataDir), { mode: 0o700 });
      expect(await lineOf(dataDir)).toBe(
        `StartError: key: cannot read ${keyFileIn(dataDir)} (EISDIR); make it a readable file or set SHOUWANG_SECRET_KEY`,
      );
    });

    it('the folder cannot hold a key file', async () => {
      rmSync(dataDir, { recursive: true });
      writeFileSync(dataDir, 'a file in the way');
      const line = await lineOf(dataDir);
      expect(line).toMatch(/^StartError: [^\n]+$/);
    });

    it('the key file is gone and credentials are sealed with it; and no new key is made', async () => {
      await sealOne(dataDir);
      rmSync(keyFileIn(dataDir));
      expect(await lineOf(dataDir)).toBe(
        `StartError: key: ${keyFileIn(dataDir)} is gone, but credentials are sealed with it (1); ` +
          'restore it from a backup or set SHOUWANG_SECRET_KEY',
      );
      expect(readdirSync(dataDir)).not.toContain('secret.key');
    });

    it.each([['file'], ['setting']])('the key of the %s does not open what is stored', async (from) => {
      await sealOne(dataDir);
      if (from === 'file') writeKey(dataDir, KEY);
      expect(await lineOf(dataDir, from === 'file' ? {} : { SECRET_KEY: KEY })).toBe(
        'StartError: key: it does not open the credential "monitor"; set SHOUWANG_SECRET_KEY or secret.key to the key that sealed it',
      );
    });
  });
});
