import { runSpecs } from './specs.mjs';
import { orExit, say } from './say.mjs';
import { setUp } from './set-up.mjs';
import { Tally } from './tally.mjs';

/** The stories that are played in a browser, alone. */
await orExit(setUp);
say('playing the pages in Chromium …');
const tally = new Tally();
await tally.suites(['browser'], runSpecs);
process.exitCode = tally.close();
