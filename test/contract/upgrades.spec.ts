import { rmSync } from 'node:fs';
import { join } from 'node:path';
import type { DatabaseTarget } from '../../src/platform/database/data-source-options.js';
import { openDatabase } from '../../src/platform/database/open-database.js';
import { Registry } from '../../src/registry/index.js';
import { ROOM_SCHEMAS } from '../../src/schema.js';
import { describeOnBothDatabases } from '../databases.js';
import { startService } from '../e2e/service.js';
import { loadDump, RELEASED, rowsOf, townOf } from '../upgrades/released.js';

type Rows = Awaited<ReturnType<typeof rowsOf>>;
interface Page {
  readonly items: readonly { readonly id: string }[];
}

/** What people have entered, and no retention takes away. */
const LASTING = {
  villages: 'villages',
  cameras: 'cameras',
  users: 'users',
  awards: 'awards',
  purchases: 'purchases',
};

describeOnBothDatabases('the town of every released version', (newDatabase, kind) => {
  describe.each(RELEASED)('%s', (version) => {
    let dataDir: string;
    let target: DatabaseTarget;
    let before: Rows;

    beforeAll(async () => {
      dataDir = townOf(version);
      target = kind === 'sqlite' ? { kind, path: join(dataDir, 'shouwang.sqlite') } : await newDatabase();
      if (target.kind === 'postgres') await loadDump(version, target.url);
      before = await rowsOf(target);
    });
    afterAll(() => rmSync(dataDir, { recursive: true, force: true }));

    it('has a row in every table of its day', () => {
      expect(before.size).toBeGreaterThan(50);
      expect([...before].filter(([, rows]) => rows.length === 0)).toEqual([]);
    });

    it('is brought up to date with every row as it was', async () => {
      await (await openDatabase(target, ROOM_SCHEMAS)).destroy();

      const after = await rowsOf(target);
      for (const [table, rows] of before) {
        const columns = Object.keys(rows[0]!);
        const found = after
          .get(table)
          ?.map((row) => Object.fromEntries(columns.map((name) => [name, row[name]])));
        expect([table, found]).toEqual([table, expect.arrayContaining([...rows])]);
      }
    });

    it('is started upon, answers with all that people have entered, and opens its passwords', async () => {
      const settings = target.kind === 'postgres' ? { DATABASE_URL: target.url } : {};
      const service = await startService(settings, dataDir);
      try {
        for (const [path, table] of Object.entries(LASTING)) {
          const { items } = await service.json<Page>('GET', `/api/v1/${path}?limit=100`);
          expect([path, items.map(({ id }) => id).toSorted()]).toEqual([
            path,
            before
              .get(table)!
              .map(({ id }) => id)
              .toSorted(),
          ]);
        }
        const [credential] = before.get('credentials')!;
        const login = await service.app.get(Registry).loginOf(credential!['id'] as string);
        expect(login?.password).toBe('right');
      } finally {
        await service.close();
      }
    });
  });
});
