import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { loadConfig } from '../../src/platform/config/load-config.js';
import { ROOM_SCHEMAS } from '../../src/schema.js';
import { describeOnBothDatabases } from '../databases.js';
import { rowsOf } from '../upgrades/released.js';

const DOC = readFileSync(fileURLToPath(new URL('../../docs/keeping-data.md', import.meta.url)), 'utf8');

interface Row {
  readonly tables: readonly string[];
  readonly howLong: string;
  readonly settings: readonly string[];
}

function rows(): readonly Row[] {
  const [table] = DOC.split('<!-- retention table -->')[1]!.split('\n\nOutside');
  return table!
    .split('\n')
    .filter((line) => line.startsWith('| `'))
    .map((line) => {
      const [, tables, howLong, setting] = line.split('|').map((cell) => cell.trim());
      return { tables: codes(tables!), howLong: howLong!, settings: codes(setting!) };
    });
}

function codes(cell: string): string[] {
  return [...cell.matchAll(/`([^`]+)`/g)].map(([, code]) => code!);
}

describeOnBothDatabases('the table of what is kept', (newDatabase) => {
  it('names every table of the database once, and no other', async () => {
    const there = [...(await rowsOf(await newDatabase(ROOM_SCHEMAS))).keys(), 'schema_migrations'];

    expect(
      rows()
        .flatMap(({ tables }) => tables)
        .toSorted(),
    ).toEqual(there.toSorted());
  });
});

describe('the table of what is kept', () => {
  it('names settings that there are, with the time that they have by default', () => {
    const config = loadConfig({}) as unknown as Record<string, Record<string, unknown>>;
    const limited = rows().flatMap(({ settings, howLong }) =>
      settings.map((setting) => ({ setting, howLong })),
    );

    expect(limited.length).toBeGreaterThan(6);
    for (const { setting, howLong } of limited) {
      const [group, name] = setting.split('.') as [string, string];
      const value = config[group]?.[name];
      expect([setting, howLong, typeof value]).toEqual([setting, howLong, 'number']);
      expect([setting, howLong]).toEqual([
        setting,
        expect.stringMatching(new RegExp(`\\b${value as number}\\b`)),
      ]);
    }
  });
});
