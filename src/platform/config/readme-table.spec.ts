import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { parse } from 'yaml';

const house = (path: string): string =>
  readFileSync(fileURLToPath(new URL(`../../../${path}`, import.meta.url)), 'utf8');

/** Every setting and its default; of a group in a group, the group. */
function settings(): ReadonlyMap<string, unknown> {
  const file = parse(house('config/default.yaml')) as Record<string, unknown>;
  const isGroup = (value: unknown): value is object =>
    value !== null && typeof value === 'object' && !Array.isArray(value);
  return new Map(
    Object.entries(file).flatMap(([key, value]) =>
      isGroup(value)
        ? Object.entries(value).map(([leaf, of]) => [`${key}.${leaf}`, of] as const)
        : [[key, value] as const],
    ),
  );
}

interface Row {
  readonly names: readonly string[];
  readonly defaults: readonly string[];
}

/** The rows of the configuration table; `.share` beside `uptime.cameras` is `uptime.share`. */
function rows(): readonly Row[] {
  const table = house('README.md').split('<!-- configuration table -->')[1]!;
  const lines = table.split('\n## ')[0]!.split('\n').slice(4);
  return lines
    .filter((line) => line.startsWith('| `'))
    .map((line) => {
      const [, setting, byDefault] = line.split('|').map((cell) => cell.trim());
      const given = codes(setting!).map((name) => name.replace('.…', ''));
      const group = given[0]!.split('.')[0]!;
      return {
        names: given.map((name) => (name.startsWith('.') ? group + name : name)),
        defaults: codes(byDefault!),
      };
    });
}

function codes(cell: string): readonly string[] {
  return [...cell.matchAll(/`([^`]+)`/g)].map(([, text]) => text!);
}

describe('the configuration table of README.md', () => {
  it('has every setting, and nothing else', () => {
    const told = rows().flatMap(({ names }) => names);

    expect(told.toSorted()).toEqual([...settings().keys()].toSorted());
  });

  it('tells their defaults', () => {
    const standing = settings();
    const plain = rows().filter(({ names, defaults }) => names.length === defaults.length);
    const told = plain.flatMap(({ names, defaults }) =>
      names.map((name, at) => [name, defaults[at]!] as const),
    );
    const scalars = told.filter(([name]) => typeof standing.get(name) !== 'object');

    expect(scalars.length).toBeGreaterThan(80);
    expect(scalars).toEqual(scalars.map(([name]) => [name, String(standing.get(name))]));
  });
});
