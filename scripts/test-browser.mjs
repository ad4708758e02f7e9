import { runSpecs } from './specs.mjs';
import { orExit, say } from './say.mjs';
import { setUp } from './set-up.mjs';
import { Tally } from './tally.mjs';

/** What is played in a browser, alone: the pages on small towns, and the three stories on the town of the demo. */
await orExit(setUp);
say('playing the pages in Chromium …');
const tally = new Tally();
await tally.suites(['browser', 'stories'], runSpecs);
process.exitCode = tally.close();
