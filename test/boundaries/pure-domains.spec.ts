import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const SRC = fileURLToPath(new URL('../../src', import.meta.url));

/** What a pure file may not name; an import rule doesn't see it. */
const IMPURE: readonly (readonly [what: string, RegExp])[] = [
  ['the clock', /\bDate\.now\(|\bnew Date\(\)|\bperformance\.now\(/],
  ['the environment', /\bprocess\./],
  ['chance', /\bMath\.random\(|\brandomUUID\(/],
  ['a timer', /\bset(?:Timeout|Interval|Immediate)\(/],
  [
    'the network',
    /import (?!type)(?![^;]*\{(?:\s*(?:isIP|isIPv4|isIPv6|BlockList),?)+\s*\} from)[^;]*'(?:node:)?net'/,
  ],
];

/** What of a source is impure, by name. */
function impuritiesOf(source: string): string[] {
  return IMPURE.filter(([, pattern]) => pattern.test(source)).map(([what]) => what);
}

const pureFiles = readdirSync(SRC, { recursive: true, encoding: 'utf8' })
  .filter((file) => /^(?:kernel|[^/]+\/domain)\/.*\.ts$/.test(file) && !file.endsWith('.spec.ts'))
  .toSorted();

describe('domains and the kernel', () => {
  it('are found', () => {
    expect(pureFiles).toEqual(expect.arrayContaining(['kernel/fault.ts', 'probing/domain/judge.ts']));
  });

  it.each(pureFiles)('%s asks no clock, environment, chance, timer or network', (file) => {
    expect(impuritiesOf(readFileSync(join(SRC, file), 'utf8'))).toEqual([]);
  });

  it.each([
    ['the clock', 'const now = Date.now();'],
    ['the clock', 'const now = new Date();'],
    ['the environment', "const home = process.env['HOME'];"],
    ['chance', 'const roll = Math.random();'],
    ['a timer', 'setTimeout(later, 5);'],
    ['the network', "import { connect } from 'node:net';"],
    ['the network', "import { isIP, connect } from 'node:net';"],
    ['the network', "import net from 'node:net';"],
  ])('would be caught asking %s: %s', (what, source) => {
    expect(impuritiesOf(source)).toEqual([what]);
  });

  it.each(["import { BlockList, isIP, isIPv6 } from 'node:net';", 'const at = new Date(instant);'])(
    'may say %s',
    (source) => {
      expect(impuritiesOf(source)).toEqual([]);
    },
  );
});
