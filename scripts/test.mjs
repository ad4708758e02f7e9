import { runJest } from './jest-part.mjs';
import { BUILD_CHECKS, CHECKS, SET_UP } from './parts.mjs';
import { Tally } from './tally.mjs';

const PROJECTS = ['boundaries', 'unit', 'farm', 'contract', 'e2e'];

/** Everything CI runs. The build is one of the parts, so that a broken one doesn't hide what the other parts find. */
const tally = new Tally();
if (await tally.check(SET_UP)) {
  for (const part of [...CHECKS, ...BUILD_CHECKS]) await tally.check(part);
  for (const project of PROJECTS) await tally.suites(project, runJest);
}
process.exitCode = tally.close();
