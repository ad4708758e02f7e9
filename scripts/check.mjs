import { runSpecs } from './specs.mjs';
import { CHECKS, SET_UP } from './parts.mjs';
import { Tally } from './tally.mjs';

/** What a change must pass before it is committed; `npm test` does this and runs every suite on real parts. */
const tally = new Tally();
if (await tally.check(SET_UP)) {
  await tally.checks(CHECKS);
  await tally.suites(['unit'], runSpecs);
}
process.exitCode = tally.close();
