import { runJest } from './jest-part.mjs';
import { BUILD_CHECKS, CHECKS, SET_UP } from './parts.mjs';
import { Tally } from './tally.mjs';

/** What a change must pass before it is committed; `npm test` does this and runs every suite on real parts. */
const tally = new Tally();
if (await tally.check(SET_UP)) {
  for (const part of CHECKS) await tally.check(part);
  await tally.suites('unit', runJest);
  for (const part of BUILD_CHECKS) await tally.check(part);
}
process.exitCode = tally.close();
