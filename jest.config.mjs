/**
 * Unit specs sit beside the code; contract and end-to-end suites live under test/. With TEST_BUILT these try what is
 * built, as it ships: its processes and threads start without a compiler, in half the time. By hand it is the sources.
 */
const program = process.env.TEST_BUILT
  ? ['<rootDir>/dist/$1.js', '<rootDir>/src/$1.ts']
  : '<rootDir>/src/$1.ts';
const shared = {
  testEnvironment: 'node',
  extensionsToTreatAsEsm: ['.ts'],
  moduleNameMapper: { '^(?:\\.\\./)+src/(.*)\\.js$': program, '^(\\.{1,2}/.*)\\.js$': '$1' },
  transform: {
    '^.+\\.ts$': [
      '@swc/jest',
      {
        jsc: {
          target: 'es2023',
          parser: { syntax: 'typescript', decorators: true },
          transform: { legacyDecorator: true, decoratorMetadata: true, useDefineForClassFields: false },
        },
        module: { type: 'es6' },
        sourceMaps: 'inline',
      },
    ],
  },
};

export default {
  // A deadline, not a measure: on a machine that does much else, tests on real parts take their time.
  testTimeout: 30_000,
  testSequencer: '<rootDir>/test/longest-first.mjs',
  projects: [
    { ...shared, displayName: 'boundaries', testMatch: ['<rootDir>/test/boundaries/**/*.spec.ts'] },
    { ...shared, displayName: 'unit', testMatch: ['<rootDir>/{src,web/src}/**/*.spec.ts'] },
    {
      ...shared,
      displayName: 'farm',
      testMatch: ['<rootDir>/test/farm/**/*.spec.ts'],
      globalSetup: '<rootDir>/test/farm/jest-setup.mjs',
    },
    {
      ...shared,
      displayName: 'contract',
      testMatch: ['<rootDir>/test/contract/**/*.spec.ts', '<rootDir>/test/postgres/**/*.spec.ts'],
      globalSetup: '<rootDir>/test/postgres/jest-setup.mjs',
      globalTeardown: '<rootDir>/test/postgres/jest-teardown.mjs',
    },
    {
      ...shared,
      displayName: 'e2e',
      testMatch: ['<rootDir>/test/e2e/**/*.spec.ts'],
      globalSetup: '<rootDir>/test/farm/jest-setup.mjs',
      setupFiles: ['<rootDir>/test/fastify-names.cjs'],
    },
    {
      ...shared,
      displayName: 'browser',
      testMatch: ['<rootDir>/test/browser/**/*.spec.ts'],
      globalSetup: '<rootDir>/test/farm/jest-setup.mjs',
    },
  ],
};
