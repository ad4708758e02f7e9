import { spawn } from 'node:child_process';
import { chmodSync, existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { type AddressInfo, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { DataSource } from 'typeorm';
import { BuiltService } from './built-service.js';
import { startService, TOKEN } from './service.js';
import { LOCAL_ZONE_ID } from '../../src/registry/domain/groups.js';
import { writeTo } from '../databases.js';
import { describeWith } from '../needs.js';
import { startRedis } from '../redis.js';

const MAIN = fileURLToPath(new URL('../../dist/main.js', import.meta.url));
const TIMEOUT_MS = 30_000;

interface End {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** The built program as people start it, until it ends by itself, or by SIGTERM as soon as it listens. */
function run(settings: Readonly<Record<string, string>>, stopsAtOnce = false): Promise<End> {
  const environment = Object.entries(settings).map(([name, value]) => [`SHOUWANG_${name}`, value]);
  const child = spawn(process.execPath, [MAIN], {
    env: { PATH: process.env['PATH'], ...(Object.fromEntries(environment) as object) },
    timeout: TIMEOUT_MS,
  });
  let [stdout, stderr] = ['', ''];
  child.stdout.on('data', (chunk: Buffer) => {
    stdout += chunk.toString();
    if (stopsAtOnce && stdout.includes('"listening"') && !child.killed) child.kill('SIGTERM');
  });
  child.stderr.on('data', (chunk: Buffer) => (stderr += chunk.toString()));
  return new Promise((resolve) => {
    child.once('close', (code) => resolve({ code, stdout, stderr }));
  });
}

describe('the program', () => {
  let dataDir: string;
  const settings = (more: Readonly<Record<string, string>> = {}): Record<string, string> => ({
    DATA_DIR: dataDir,
    HTTP_PORT: '0',
    BOOTSTRAP_TOKEN: TOKEN,
    ...more,
  });

  beforeAll(() => {
    if (!existsSync(MAIN)) throw new Error('the program is not built; run: npm run set-up');
  });

  beforeEach(() => {
    dataDir = mkdtempSync(join(tmpdir(), 'shouwang-start-'));
  });

  afterEach(() => rmSync(dataDir, { recursive: true, force: true }));

  it(
    'starts, says where it listens, and stops on SIGTERM with nothing on stderr',
    async () => {
      const end = await run(settings(), true);

      expect(end).toMatchObject({ code: 0, stderr: '' });
      expect(end.stdout).toMatch(/"url":"http:\/\/127\.0\.0\.1:\d+"/);
      expect(end.stdout).not.toContain(TOKEN);
    },
    TIMEOUT_MS,
  );

  it(
    'says in one line that its port is taken',
    async () => {
      const other = createServer();
      await new Promise<void>((resolve) => {
        other.listen(0, '127.0.0.1', resolve);
      });
      const { port } = other.address() as AddressInfo;

      const end = await run(settings({ HTTP_PORT: String(port) }));

      other.close();
      expect(end.code).toBe(1);
      expect(end.stderr).toBe(
        `shouwang: http: port ${port} on 127.0.0.1 is taken; stop what uses it or set SHOUWANG_HTTP_PORT\n`,
      );
    },
    TIMEOUT_MS,
  );

  it(
    'says in one line that another runs on its data folder',
    async () => {
      const first = await BuiltService.start(dataDir, {});

      const end = await run(settings());
      await first.kill();

      expect(end).toMatchObject({ code: 1, stdout: '' });
      expect(end.stderr).toBe(
        `shouwang: data folder: another service runs on ${dataDir}; stop it, or give this one a folder of its own with SHOUWANG_DATA_DIR\n`,
      );
    },
    TIMEOUT_MS,
  );

  it(
    'says in one line that a setting is unknown, before it makes anything',
    async () => {
      const end = await run(settings({ HTTP_PROT: '80' }));

      expect(end).toEqual({
        code: 1,
        stdout: '',
        stderr:
          'shouwang: configuration: SHOUWANG_HTTP_PROT is not a setting; did you mean SHOUWANG_HTTP_HOST?\n',
      });
      expect(readdirSync(dataDir)).toEqual([]);
    },
    TIMEOUT_MS,
  );

  it(
    'says in one line that others can read its key file',
    async () => {
      const file = join(dataDir, 'secret.key');
      writeFileSync(file, `${'a1'.repeat(32)}\n`);
      chmodSync(file, 0o644);

      const end = await run(settings());

      expect(end.code).toBe(1);
      expect(end.stderr).toBe(
        `shouwang: key: others on this machine can read ${file}; run: chmod 600 ${file}\n`,
      );
    },
    TIMEOUT_MS,
  );

  it(
    'says in one line that the database is newer than it, and leaves it as it is',
    async () => {
      const service = await startService({}, dataDir);
      const insert =
        "INSERT INTO schema_migrations (timestamp, name) VALUES (9999999999999, 'Future9999999999999')";
      await writeTo(service.app.get(DataSource), insert);
      await service.close();

      const end = await run(settings());

      expect(end.code).toBe(1);
      expect(end.stderr).toBe(
        'shouwang: database: it was changed by a newer version (Future9999999999999 is unknown to this one); ' +
          'start that version, or restore a backup made before the upgrade\n',
      );
    },
    TIMEOUT_MS,
  );

  it(
    'says in one line that PostgreSQL does not answer, without its password',
    async () => {
      const end = await run(settings({ DATABASE_URL: 'postgres://town:a-secret@127.0.0.1:1/town' }));

      expect(end.code).toBe(1);
      expect(end.stderr).toMatch(
        /^shouwang: database: cannot open PostgreSQL at 127\.0\.0\.1:1\/town: [^\n]+\n$/,
      );
      expect(end.stdout + end.stderr).not.toContain('a-secret');
    },
    TIMEOUT_MS,
  );

  it(
    'says in one line that its data folder cannot be',
    async () => {
      writeFileSync(join(dataDir, 'file'), '');

      const end = await run(settings({ DATA_DIR: join(dataDir, 'file', 'data') }));

      expect(end.code).toBe(1);
      expect(end.stderr).toMatch(/^shouwang: [^\n]+\n$/);
    },
    TIMEOUT_MS,
  );
});

describe('a prober', () => {
  describeWith(['redis'], 'Redis', () => {
    it(
      'says in one line that another runs on its data folder, which may be that of a service',
      async () => {
        const dataDir = mkdtempSync(join(tmpdir(), 'shouwang-start-'));
        const redis = await startRedis();
        const settings = {
          DATA_DIR: dataDir,
          HTTP_PORT: '0',
          ROLE: 'prober',
          QUEUE_URL: redis.url,
          PROBER_ZONES: LOCAL_ZONE_ID,
          PROBER_ZONE_KEY: '5e'.repeat(32),
        };
        const service = await BuiltService.start(dataDir, {});
        const first = await BuiltService.start(dataDir, settings);

        const end = await run(settings);

        await first.kill();
        await service.kill();
        await redis.kill();
        rmSync(dataDir, { recursive: true, force: true });
        expect(end).toMatchObject({ code: 1, stdout: '' });
        expect(end.stderr).toBe(
          `shouwang: data folder: another prober runs on ${dataDir}; stop it, or give this one a folder of its own with SHOUWANG_DATA_DIR\n`,
        );
      },
      TIMEOUT_MS,
    );
  });
});
