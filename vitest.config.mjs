import { existsSync } from 'node:fs';
import path from 'node:path';
import { defineConfig } from 'vitest/config';
import { LongestFirst } from './test/longest-first.mjs';

const ROOT = import.meta.dirname;
const SRC = path.join(ROOT, 'src');

/**
 * With TEST_BUILT the suites under test/ try what is built, as it ships: its processes and threads start without a compiler.
 * By hand it is the sources.
 */
const builtProgram = {
  name: 'built-program',
  enforce: 'pre',
  resolveId(id, importer) {
    if (!process.env.TEST_BUILT || !importer?.startsWith(path.join(ROOT, 'test', path.sep))) return null;
    const fromSrc = path.relative(SRC, path.resolve(path.dirname(importer), id));
    if (!id.startsWith('..') || fromSrc.startsWith('..')) return null;
    const built = path.join(ROOT, 'dist', fromSrc);
    return existsSync(built) ? built : null;
  },
};

/** Unit specs sit beside the code; contract and end-to-end suites live under test/. */
const project = (name, include, globalSetup = [], testTimeout = 30_000) => ({
  extends: true,
  // Deadlines, not measures: on a machine that does much else, tests on real parts take their time.
  test: { name, include, globalSetup, testTimeout, hookTimeout: testTimeout },
});

export default defineConfig({
  root: ROOT,
  plugins: [builtProgram],
  test: {
    globals: true,
    disableConsoleIntercept: true,
    // Suites of one project share a process and the modules in it: to load them anew costs more than most suites do.
    isolate: false,
    // What is built is loaded by Node, as every package is.
    server: { deps: { external: [/\/dist\//] } },
    sequence: { sequencer: LongestFirst, hooks: 'list' },
    projects: [
      project('boundaries', ['test/boundaries/**/*.spec.ts']),
      project('unit', ['{src,web/src,scripts}/**/*.spec.ts']),
      project('farm', ['test/farm/**/*.spec.ts'], 'test/farm/set-up.mjs'),
      project('contract', ['test/{contract,postgres}/**/*.spec.ts'], 'test/postgres/set-up.mjs'),
      project('e2e', ['test/e2e/**/*.spec.ts'], 'test/farm/set-up.mjs'),
      project('browser', ['test/browser/**/*.spec.ts'], 'test/farm/set-up.mjs', 90_000),
      project('stories', ['test/stories/**/*.spec.ts'], 'test/farm/set-up.mjs', 90_000),
    ],
  },
});
