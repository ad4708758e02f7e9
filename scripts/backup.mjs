import { runBuilt } from './run-built.mjs';

/** Everything that a town needs to go on elsewhere, into a new folder; the service may run meanwhile. */
await runBuilt('backup.js');
