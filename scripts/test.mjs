import { runSpecs } from './specs.mjs';
import { CHECKS, SET_UP } from './parts.mjs';
import { Tally } from './tally.mjs';

const PROJECTS = ['boundaries', 'unit', 'farm', 'contract', 'e2e', 'browser'];

/** Everything CI runs. The build is one of the parts, so that a broken one doesn't hide what the other parts find. */
const tally = new Tally();
if (await tally.check(SET_UP)) {
  await tally.checks(CHECKS);
  await tally.suites(PROJECTS, runSpecs);
}
process.exitCode = tally.close();
