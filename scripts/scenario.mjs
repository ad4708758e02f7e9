/** `npm run scenario -- adopt`, `week`, `gaps` or `awards`: set-up, then a story with the service, played against virtual cameras. */
import { spawn } from 'node:child_process';
import { setUp } from './set-up.mjs';

await setUp();
const child = spawn(
  process.execPath,
  ['--import', 'tsx', 'scripts/scenario/main.ts', ...process.argv.slice(2)],
  {
    stdio: 'inherit',
  },
);
// The terminal sends Ctrl-C to the whole group; the child stops its own processes and we leave with its code.
process.on('SIGINT', () => {});
process.on('SIGTERM', () => child.kill('SIGTERM'));
child.on('exit', (code, signal) => process.exit(code ?? (signal ? 1 : 0)));
