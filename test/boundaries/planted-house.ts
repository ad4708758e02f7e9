import { execFile } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const CRUISER = join(ROOT, 'node_modules/dependency-cruiser/bin/dependency-cruise.mjs');
export const RULES = join(ROOT, '.dependency-cruiser.cjs');

/** One file that imports another; a target without a folder is a package. */
export type Arrow = readonly [from: string, to: string];

export interface Violation {
  readonly rule: string;
  readonly from: string;
  readonly to: string;
}

/** Builds a house of empty files with these imports alone, and tells which of them the rules forbid. */
export async function violationsAmong(arrows: readonly Arrow[]): Promise<Violation[]> {
  const house = mkdtempSync(join(tmpdir(), 'shouwang-house-'));
  try {
    plant(house, arrows);
    const { violations } = await cruise(house);
    return violations.map(({ rule, from, to }) => ({ rule: rule.name, from, to }));
  } finally {
    rmSync(house, { recursive: true, force: true });
  }
}

function plant(house: string, arrows: readonly Arrow[]): void {
  const write = (file: string, text: string): void => {
    mkdirSync(dirname(join(house, file)), { recursive: true });
    writeFileSync(join(house, file), text);
  };
  const packages = { dependencies: { zod: '4' }, devDependencies: { 'fast-check': '4' } };
  write('package.json', JSON.stringify({ name: 'house', type: 'module', ...packages }));
  for (const name of ['zod', 'fast-check']) {
    write(`node_modules/${name}/package.json`, JSON.stringify({ name, main: 'index.js' }));
    write(`node_modules/${name}/index.js`, 'module.exports = {};\n');
  }
  const files = new Map(['src/main.ts', 'test/farm/farm.ts'].map((file) => [file, '']));
  for (const [from, to] of arrows) {
    if (to.includes('/')) files.set(to, files.get(to) ?? '');
    files.set(from, `${files.get(from) ?? ''}import '${specifier(from, to)}';\n`);
  }
  for (const [file, text] of files) write(file, text);
}

function specifier(from: string, to: string): string {
  if (!to.includes('/')) return to;
  const up = '../'.repeat(from.split('/').length - 1);
  return `./${up}${to.replace(/\.ts$/, '.js')}`;
}

async function cruise(
  house: string,
): Promise<{ violations: { rule: { name: string }; from: string; to: string }[] }> {
  const args = [CRUISER, '--config', RULES, '--output-type', 'json', 'src', 'test'];
  const output = await new Promise<string>((resolve, reject) => {
    // The exit code is the number of errors, so a failure shows only in what was printed.
    execFile(
      process.execPath,
      args,
      { cwd: house, maxBuffer: 64 << 20, timeout: 60_000 },
      (_, stdout, stderr) => (stdout === '' ? reject(new Error(stderr)) : resolve(stdout)),
    );
  });
  return (JSON.parse(output) as { summary: Awaited<ReturnType<typeof cruise>> }).summary;
}
