import { runBuilt } from './run-built.mjs';

/** The town of a backup, where there is none. */
await runBuilt('restore.js');
