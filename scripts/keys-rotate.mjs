import { spawnSync } from 'node:child_process';
import { ROOT } from './run.mjs';
import { setUp } from './set-up.mjs';

/** Makes a new key and seals everything with it that the old one sealed; the service may run meanwhile. */
await setUp();
const { status } = spawnSync(process.execPath, ['dist/keys-rotate.js'], { cwd: ROOT, stdio: 'inherit' });
process.exitCode = status ?? 1;
