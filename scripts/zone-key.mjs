import { runBuilt } from './run-built.mjs';

/** Prints the settings of a prober of one zone: a secret. */
await runBuilt('zone-key.js');
