import { tsImport } from 'tsx/esm/api';
import makeReels from '../farm/set-up.mjs';

/** One server for all suites of a run: they find it where they would find a given one. */
export default async function setUp() {
  await makeReels();
  if (process.env['TEST_POSTGRES_URL']) return;
  const { hasBinaries } = await tsImport('./binaries.ts', import.meta.url);
  if (!hasBinaries()) return;
  const { startPostgres } = await tsImport('../postgres.ts', import.meta.url);
  const postgres = await startPostgres();
  process.env['TEST_POSTGRES_URL'] = postgres.url;
  return () => postgres.stop();
}
