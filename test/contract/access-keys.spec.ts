import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DataSource } from 'typeorm';
import { Registry } from '../../src/registry/index.js';
import { describeOnBothDatabases } from '../databases.js';
import { type Service, startService } from '../e2e/service.js';
import { type Ended, runBuilt } from './run-built.js';

const OLD_KEY = 'a1'.repeat(32);
const NEW_KEY = 'b2'.repeat(32);
const COUNT = 40;

describeOnBothDatabases('the rotation of the keys', (newDatabase) => {
  let dataDir: string;
  let settings: Record<string, string>;
  let service: Service | null;

  const run = (program: string, more: Readonly<Record<string, string>> = {}): Promise<Ended> =>
    runBuilt(program, { ...settings, ...more, DATA_DIR: dataDir });

  const start = async (more: Readonly<Record<string, string>> = {}): Promise<Service> =>
    (service = await startService({ ...settings, ...more }, dataDir));
  const stop = async (): Promise<void> => {
    await service?.close();
    service = null;
  };
  const seals = async (): Promise<string[]> => {
    const rows = (await service!.app.get(DataSource).query('SELECT sealed FROM credentials')) as {
      sealed: string;
    }[];
    return rows.map(({ sealed }) => sealed.split('.')[1]!);
  };

  async function enterCredentials(on: Service): Promise<Map<string, string>> {
    const passwords = new Map<string, string>();
    for (let index = 0; index < COUNT; index += 1) {
      const password = `password ${index} 密码`;
      const body = { name: `${index}`, username: 'viewer', password };
      passwords.set((await on.json<{ id: string }>('POST', '/api/v1/credentials', body)).id, password);
    }
    return passwords;
  }

  async function expectEveryLogin(passwords: ReadonlyMap<string, string>): Promise<void> {
    const registry = service!.app.get(Registry);
    const found = new Map<string, string | undefined>();
    for (const id of passwords.keys()) found.set(id, (await registry.loginOf(id))?.password);
    expect(found).toEqual(passwords);
  }

  beforeEach(async () => {
    dataDir = mkdtempSync(join(tmpdir(), 'shouwang-keys-'));
    const database = await newDatabase();
    settings = database.kind === 'postgres' ? { DATABASE_URL: database.url } : {};
  });

  afterEach(async () => {
    await stop();
    rmSync(dataDir, { recursive: true, force: true });
  });

  it('goes on beside a running service that writes all the while, and everything opens afterwards', async () => {
    const running = await start();
    const passwords = await enterCredentials(running);
    const before = readFileSync(join(dataDir, 'secret.key'), 'utf8');
    const [first] = await seals();

    const state = { isOver: false };
    const rotation = run('keys-rotate.js').finally(() => (state.isOver = true));
    const ids = [...passwords.keys()];
    for (let turn = 0; !state.isOver; turn += 1) {
      const [id, password] = [ids[turn % COUNT]!, `changed ${turn}`];
      await running.json('PATCH', `/api/v1/credentials/${id}`, { password });
      passwords.set(id, password);
      await running.json('POST', '/api/v1/villages', { name: `${turn}`, kind: 'village' });
    }

    const ended = await rotation;
    expect(ended).toEqual({ code: 0, said: expect.stringMatching(/^keys: rotated; \d+ seals/) as string });
    await expectEveryLogin(passwords);
    expect(new Set(await seals()).size).toBe(1);
    expect(await seals()).not.toContain(first);
    expect(readFileSync(join(dataDir, 'secret.key'), 'utf8')).not.toBe(before);
    expect(readdirSync(dataDir).filter((file) => file.startsWith('secret.key'))).toEqual(['secret.key']);
    expect(await run('audit-verify.js')).toMatchObject({ code: 0 });

    await stop();
    await start();
    await expectEveryLogin(passwords);
  }, 60_000);

  it('goes on where it was interrupted', async () => {
    const running = await start();
    const passwords = await enterCredentials(running);
    const keyFile = join(dataDir, 'secret.key');
    const oldKey = readFileSync(keyFile, 'utf8');
    await stop();
    // As if it had been killed right after the new key was there.
    writeFileSync(join(dataDir, 'secret.key.old'), oldKey, { mode: 0o600 });
    writeFileSync(keyFile, `${NEW_KEY}\n`);
    await start();
    await expectEveryLogin(passwords);

    expect(await run('keys-rotate.js')).toMatchObject({ code: 0 });

    expect(readFileSync(keyFile, 'utf8')).toBe(`${NEW_KEY}\n`);
    await expectEveryLogin(passwords);
    expect(readdirSync(dataDir)).not.toContain('secret.key.old');
  }, 60_000);

  it('of a key in the environment is done in three steps', async () => {
    const passwords = await enterCredentials(await start({ SECRET_KEY: OLD_KEY }));
    expect(await run('keys-rotate.js', { SECRET_KEY: OLD_KEY })).toEqual({
      code: 1,
      said: expect.stringContaining('set SHOUWANG_OLD_SECRET_KEY to it') as string,
    });
    await stop();
    const both = { SECRET_KEY: NEW_KEY, OLD_SECRET_KEY: OLD_KEY };
    await start(both);
    await expectEveryLogin(passwords);

    expect(await run('keys-rotate.js', both)).toMatchObject({ code: 0 });

    await stop();
    await start({ SECRET_KEY: NEW_KEY });
    await expectEveryLogin(passwords);
  }, 60_000);

  it('is not done by another key alone: the start says so in one line', async () => {
    await enterCredentials(await start({ SECRET_KEY: OLD_KEY }));
    await stop();
    await expect(start({ SECRET_KEY: NEW_KEY })).rejects.toThrow(
      'key: it does not open the credential "0"; set SHOUWANG_SECRET_KEY or secret.key to the key that sealed it',
    );
  }, 60_000);
});
