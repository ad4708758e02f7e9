import { spawnSync } from 'node:child_process';
import { ROOT } from './run.mjs';
import { setUp } from './set-up.mjs';

/** Prints the settings of a prober of one zone: a secret. */
await setUp();
const args = ['dist/zone-key.js', ...process.argv.slice(2)];
const { status } = spawnSync(process.execPath, args, { cwd: ROOT, stdio: 'inherit' });
process.exitCode = status ?? 1;
