/** `npm run screenshots`: set-up, then the demo town, and a picture of each page on a desk and on a phone. */
import { spawn } from 'node:child_process';
import { setUp } from './set-up.mjs';

await setUp();
const child = spawn(process.execPath, ['--import', 'tsx', 'scripts/screenshots/main.ts'], {
  stdio: 'inherit',
});
process.on('SIGINT', () => {});
process.on('SIGTERM', () => child.kill('SIGTERM'));
child.on('exit', (code, signal) => process.exit(code ?? (signal ? 1 : 0)));
