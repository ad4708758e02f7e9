import { runBuilt } from './run-built.mjs';

/** The town of the SQLite file in the data folder, into the empty PostgreSQL database that is configured. */
await runBuilt('move-to-postgres.js');
