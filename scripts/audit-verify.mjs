import { spawnSync } from 'node:child_process';
import { ROOT } from './run.mjs';
import { setUp } from './set-up.mjs';

/** Walks the audit trail of the configured database; ends with 1 where a row was removed or altered. */
await setUp();
const { status } = spawnSync(process.execPath, ['dist/audit-verify.js'], { cwd: ROOT, stdio: 'inherit' });
process.exitCode = status ?? 1;
