import { createHash } from 'node:crypto';
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { loadConfig } from '../../src/platform/config/load-config.js';
import { type DatabaseTarget, databaseTarget } from '../../src/platform/database/data-source-options.js';
import { backUp } from '../../src/platform/keeping/back-up.js';
import type { Manifest } from '../../src/platform/keeping/manifest.js';
import { restore } from '../../src/platform/keeping/restore.js';
import { StartError } from '../../src/platform/start-error.js';
import { Registry } from '../../src/registry/index.js';
import { ROOM_SCHEMAS } from '../../src/schema.js';
import { startService } from '../e2e/service.js';
import { describeWith } from '../needs.js';
import { type Postgres, startDebianPostgres } from '../postgres.js';
import { loadDump, RELEASED, rowsOf, townOf } from '../upgrades/released.js';
import { runBuilt } from './run-built.js';

const VERSION = RELEASED.at(-1)!;
const SHA = 'ab'.repeat(32);
const PLAIN = { isWithKey: false, isWithMaps: true };

type Settings = Readonly<Record<string, string>>;

function configOf(settings: Settings) {
  return loadConfig(
    Object.fromEntries(Object.entries(settings).map(([name, value]) => [`SHOUWANG_${name}`, value])),
  );
}

async function refusal(work: Promise<unknown>): Promise<string> {
  const cause: unknown = await work.catch((error: unknown) => error);
  if (cause instanceof StartError) return cause.message;
  throw new Error('it was done, or failed otherwise', { cause });
}

describe('a backup', () => {
  let folder: string;

  const targetOf = ({ DATABASE_URL, DATA_DIR }: Settings): DatabaseTarget =>
    databaseTarget(DATABASE_URL ?? null, DATA_DIR!);

  /** A town with rows in every table, a file of a purchase and a map. */
  function newTown(): string {
    const dataDir = townOf(VERSION);
    for (const [path, content] of [
      [`attachments/ab/${SHA}`, 'pdf'],
      ['attachments/incoming/upload', 'half a file'],
      ['maps/town.pmtiles', 'tiles'],
      ['imports/left-over', 'nobody needs it'],
    ] as const) {
      mkdirSync(join(dataDir, path, '..'), { recursive: true });
      writeFileSync(join(dataDir, path), content);
    }
    return dataDir;
  }

  const manifestOf = (backup: string): Manifest =>
    JSON.parse(readFileSync(join(backup, 'manifest.json'), 'utf8')) as Manifest;
  const filesBelow = (path: string): string[] =>
    readdirSync(path, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name).slice(path.length + 1))
      .toSorted();

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'shouwang-backup-'));
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  /** Backs a town up while its service writes, restores it elsewhere, starts there, and answers what opens its cameras. */
  async function carriedOn(old: Settings, fresh: Settings): Promise<string | undefined> {
    const backup = join(folder, 'backup');
    const service = await startService(old, old['DATA_DIR']);
    const state = { isOver: false, written: 0 };
    const name = (turn: number): string => `写 ${turn}`;
    const write = async (): Promise<void> => {
      await service.json('POST', '/api/v1/villages', { name: name(state.written), kind: 'village' });
      state.written += 1;
    };
    await write();
    const writing = (async () => {
      while (!state.isOver) await write();
    })();
    const before = state.written;
    const ended = await runBuilt('backup.js', old, { args: [backup] });
    state.isOver = true;
    await writing;
    await service.close();
    expect(ended).toEqual({
      code: 0,
      said: expect.stringContaining('is not in it; keep a copy of') as string,
    });
    expect(state.written).toBeGreaterThan(before + 1);

    const said = await runBuilt('restore.js', fresh, { args: [backup] });
    expect(said).toEqual({
      code: 0,
      said: expect.stringContaining('put the key of the old machine at') as string,
    });
    const { rows } = manifestOf(backup);
    const found = await rowsOf(targetOf(fresh));
    for (const [table, there] of found) expect([table, there.length]).toEqual([table, rows[table]]);
    const names = new Set(found.get('villages')!.map((row) => row['name']));
    // Everything of before it began; and of the rest as far as it came, and no row without the one before.
    const kept = [...names].filter((one) => String(one).startsWith('写')).length;
    expect(kept).toBeGreaterThanOrEqual(before);
    for (let turn = 0; turn < kept; turn += 1) expect(names).toContain(name(turn));

    cpSync(join(old['DATA_DIR']!, 'secret.key'), join(fresh['DATA_DIR']!, 'secret.key'));
    const elsewhere = await startService(fresh, fresh['DATA_DIR']);
    const login = await elsewhere.app.get(Registry).loginOf(found.get('credentials')![0]!['id'] as string);
    await elsewhere.close();
    expect(filesBelow(fresh['DATA_DIR']!)).toEqual(
      expect.arrayContaining([`attachments/ab/${SHA}`, 'maps/town.pmtiles']),
    );
    return login?.password;
  }

  describe('of SQLite', () => {
    let old: Settings;
    let fresh: Settings;
    let backup: string;
    const again = (settings: Settings = fresh): Promise<Manifest> =>
      restore(configOf(settings), backup, ROOM_SCHEMAS);

    beforeEach(() => {
      old = { DATA_DIR: newTown() };
      fresh = { DATA_DIR: join(folder, 'new machine') };
      backup = join(folder, 'backup');
    });
    afterEach(() => rmSync(old['DATA_DIR']!, { recursive: true, force: true }));

    it('is made while the service writes, and carries on elsewhere', async () => {
      expect(await carriedOn(old, fresh)).toBe('right');
    }, 120_000);

    it('has what cannot be made anew, for its owner alone, and not the key', async () => {
      await backUp(configOf(old), backup, PLAIN);

      expect(filesBelow(backup)).toEqual([
        `data/attachments/ab/${SHA}`,
        'data/maps/town.pmtiles',
        'database.sqlite',
        'manifest.json',
      ]);
      expect(statSync(backup).mode & 0o777).toBe(0o700);
      for (const path of filesBelow(backup)) expect(statSync(join(backup, path)).mode & 0o777).toBe(0o600);
      expect(manifestOf(backup)).toMatchObject({ engine: 'sqlite', version: VERSION, rows: { cameras: 2 } });
    });

    it('has the key and no maps where that is asked', async () => {
      await backUp(configOf(old), backup, { isWithKey: true, isWithMaps: false });
      await again();

      expect(filesBelow(fresh['DATA_DIR']!)).toEqual([
        `attachments/ab/${SHA}`,
        'secret.key',
        'shouwang.sqlite',
      ]);
      expect(statSync(join(fresh['DATA_DIR']!, 'secret.key')).mode & 0o777).toBe(0o600);
    });

    it('overwrites nothing, and says where there is no town', async () => {
      mkdirSync(backup);

      expect(await refusal(backUp(configOf(old), backup, PLAIN))).toBe(
        `backup: ${backup} is there already; name a folder that is not`,
      );
      expect(await refusal(backUp(configOf(fresh), join(folder, 'other'), PLAIN))).toContain(
        'backup: there is no database at',
      );
      expect(readdirSync(folder)).toEqual(['backup']);
    });

    it('leaves nothing behind that it could not finish', async () => {
      writeFileSync(join(old['DATA_DIR']!, 'shouwang.sqlite'), 'no database at all'.repeat(1_000));

      expect(await refusal(backUp(configOf(old), backup, PLAIN))).toContain('file is not a database');
      expect(readdirSync(folder)).toEqual([]);
    });

    const spoil = (change: (manifest: Manifest) => object): void =>
      writeFileSync(join(backup, 'manifest.json'), JSON.stringify(change(manifestOf(backup))));
    it.each<[string, () => void, string]>([
      [
        'a database with one byte changed',
        () => {
          const content = readFileSync(join(backup, 'database.sqlite'));
          content[5_000]! ^= 1;
          writeFileSync(join(backup, 'database.sqlite'), content);
        },
        'database.sqlite is not what was backed up; take another one',
      ],
      [
        'a file cut short',
        () => truncateSync(join(backup, `data/attachments/ab/${SHA}`), 1),
        `${SHA} is not what was backed up`,
      ],
      ['a file gone', () => rmSync(join(backup, 'data/maps/town.pmtiles')), 'is missing or cannot be read'],
      ['no manifest', () => rmSync(join(backup, 'manifest.json')), 'name the folder of a whole backup'],
      ['half a manifest', () => truncateSync(join(backup, 'manifest.json'), 300), '(it is damaged)'],
      [
        'a newer version',
        () => spoil((manifest) => ({ ...manifest, version: '9.0.0', migrations: ['Later1999000000000'] })),
        'the backup is of the newer version 9.0.0 (Later1999000000000 is unknown to',
      ],
      [
        'a newer manifest',
        () => spoil((manifest) => ({ ...manifest, format: 2 })),
        'is no manifest of this version (format: ',
      ],
      [
        'PostgreSQL',
        () => spoil((manifest) => ({ ...manifest, engine: 'postgres' })),
        'the backup is of PostgreSQL; set SHOUWANG_DATABASE_URL to an empty database',
      ],
      [
        'a path that leads out',
        () =>
          spoil((manifest) => ({
            ...manifest,
            files: [{ path: 'data/maps/../../../x', bytes: 1, sha256: SHA }],
          })),
        'files.0.path: is no file of a backup',
      ],
      [
        'other counts than it holds',
        () => spoil((manifest) => ({ ...manifest, rows: { ...manifest.rows, cameras: 3 } })),
        'cameras has 2 rows and had 3',
      ],
    ])('with %s is not restored, and leaves no database', async (_what, spoilIt, complaint) => {
      await backUp(configOf(old), backup, PLAIN);
      spoilIt();

      expect(await refusal(again())).toContain(complaint);
      expect(existsSync(join(fresh['DATA_DIR']!, 'shouwang.sqlite'))).toBe(false);
    });

    it('is not restored over a town, nor beside the log of one, nor over another file', async () => {
      await backUp(configOf(old), backup, PLAIN);
      const at = (name: string): string => join(fresh['DATA_DIR']!, name);
      mkdirSync(at('maps'), { recursive: true });

      writeFileSync(at('maps/town.pmtiles'), 'of another town');
      expect(await refusal(again())).toContain('town.pmtiles is there already and is not that of');
      rmSync(at('maps/town.pmtiles'));
      writeFileSync(at('shouwang.sqlite-wal'), '');
      expect(await refusal(again())).toContain('shouwang.sqlite-wal already; stop the service that uses it');
      expect(await refusal(again(old))).toContain('shouwang.sqlite already; stop the service that uses it');
      expect(await refusal(again({ ...fresh, DATABASE_URL: 'postgres://127.0.0.1:1/x' }))).toContain(
        'move the town afterwards (npm run move-to-postgres)',
      );
    });

    it('whose restoring is killed half-way leaves no database, and is restored when it is called again', async () => {
      const map = join(old['DATA_DIR']!, 'maps/town.pmtiles');
      truncateSync(map, 60_000_000);
      await backUp(configOf(old), backup, PLAIN);
      const arriving = join(fresh['DATA_DIR']!, 'maps/town.pmtiles.part');

      const { code } = await runBuilt('restore.js', fresh, {
        args: [backup],
        onStart: (child) => {
          const look = setInterval(() => {
            if (!existsSync(arriving)) return;
            child.kill('SIGKILL');
            clearInterval(look);
          }, 1);
          child.once('exit', () => clearInterval(look));
        },
      });

      expect(code).toBeNull();
      expect(existsSync(join(fresh['DATA_DIR']!, 'shouwang.sqlite'))).toBe(false);
      await again();
      expect(filesBelow(fresh['DATA_DIR']!)).toEqual([
        `attachments/ab/${SHA}`,
        'maps/town.pmtiles',
        'shouwang.sqlite',
      ]);
    }, 120_000);
  });

  describeWith('pg-dump', 'of PostgreSQL', () => {
    let server: Postgres;
    let old: Settings;
    let fresh: Settings;

    beforeAll(async () => {
      server = await startDebianPostgres();
    }, 30_000);
    beforeEach(async () => {
      old = { DATA_DIR: newTown(), DATABASE_URL: await server.newDatabase() };
      rmSync(join(old['DATA_DIR']!, 'shouwang.sqlite'));
      await loadDump(VERSION, old['DATABASE_URL']!);
      fresh = { DATA_DIR: join(folder, 'new machine'), DATABASE_URL: await server.newDatabase() };
    });
    afterEach(() => rmSync(old['DATA_DIR']!, { recursive: true, force: true }));
    afterAll(() => server?.stop());

    it('is made while the service writes, and carries on elsewhere', async () => {
      expect(await carriedOn(old, fresh)).toBe('right');
    }, 120_000);

    it('names the password in no argument, and takes the key along where the command says so', async () => {
      // In front of Debian's own: writes down what it was called with, and calls that.
      const told = join(folder, 'arguments');
      const bin = join(folder, 'bin');
      mkdirSync(bin);
      writeFileSync(
        join(bin, 'pg_dump'),
        `#!/bin/sh\necho "$@" >> '${told}'\nPATH="\${PATH#*:}" exec pg_dump "$@"\n`,
        { mode: 0o755 },
      );

      const backup = join(folder, 'backup');
      const ended = await runBuilt('backup.js', old, {
        args: [backup, '--with-key', '--without-maps'],
        path: `${bin}${delimiter}${process.env['PATH']}`,
      });

      expect(ended).toEqual({
        code: 0,
        said: expect.stringContaining('in it: whoever reads this folder can read every password') as string,
      });
      expect(filesBelow(backup)).toEqual([
        `data/attachments/ab/${SHA}`,
        'data/secret.key',
        'database.dump',
        'manifest.json',
      ]);
      expect(readFileSync(told, 'utf8')).toContain('--snapshot=');
      expect(readFileSync(told, 'utf8')).not.toContain(new URL(old['DATABASE_URL']!).password);
    });

    it('is not restored where there are tables, and half of it never stays', async () => {
      const backup = join(folder, 'backup');
      await backUp(configOf(old), backup, PLAIN);
      expect(await refusal(restore(configOf(old), backup, ROOM_SCHEMAS))).toContain(
        'the database has tables already (audit_anchor, …)',
      );
      const dump = join(backup, 'database.dump');
      const content = readFileSync(dump);
      // Whole by its sum, and broken inside.
      writeFileSync(dump, content.subarray(0, content.length * 0.9));
      const { files, ...manifest } = manifestOf(backup);
      const sha256 = createHash('sha256').update(readFileSync(dump)).digest('hex');
      const kept = files.map((file) => (file.path === 'database.dump' ? { ...file, sha256 } : file));
      writeFileSync(join(backup, 'manifest.json'), JSON.stringify({ ...manifest, files: kept }));

      expect(await refusal(restore(configOf(fresh), backup, ROOM_SCHEMAS))).toContain('pg_restore: ');
      expect((await rowsOf({ kind: 'postgres', url: fresh['DATABASE_URL']! })).size).toBe(0);
    });

    it('says which version to install where pg_dump is older than the server', async () => {
      const bin = join(folder, 'bin');
      mkdirSync(bin);
      writeFileSync(join(bin, 'pg_dump'), "#!/bin/sh\necho 'pg_dump (PostgreSQL) 9.6.24'\n", { mode: 0o755 });

      const ended = await runBuilt('backup.js', old, {
        args: [join(folder, 'backup')],
        path: `${bin}${delimiter}${process.env['PATH']}`,
      });

      expect(ended.code).toBe(1);
      expect(ended.said).toMatch(
        /^shouwang: pg_dump: it is of version 9, and the server is of (\d+); install the client of PostgreSQL \1 or newer\n$/,
      );
      expect(readdirSync(folder)).toEqual(['bin']);
    });

    it('says what to install where pg_dump is missing', async () => {
      const ended = await runBuilt('backup.js', old, { args: [join(folder, 'backup')], path: '/nowhere' });

      expect(ended.code).toBe(1);
      expect(ended.said).toContain('(Debian: apt-get install postgresql-client)');
      expect(readdirSync(folder)).toEqual([]);
    });
  });
});
