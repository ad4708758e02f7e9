import { runBuilt } from './run-built.mjs';

/** Walks the audit trail of the configured database; ends with 1 where a row was removed or altered. */
await runBuilt('audit-verify.js');
