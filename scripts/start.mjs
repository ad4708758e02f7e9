import { spawn } from 'node:child_process';
import { ROOT } from './run.mjs';
import { setUp } from './set-up.mjs';

const PASSED_ON = ['SIGTERM', 'SIGHUP'];

/** Runs the service in the foreground and ends as it ends. */
await setUp();
const args = ['dist/main.js', ...process.argv.slice(2)];
const service = spawn(process.execPath, args, { cwd: ROOT, stdio: 'inherit' });
for (const signal of PASSED_ON) process.on(signal, () => service.kill(signal));
// At a terminal Ctrl-C reaches the service by itself; this process only has to outlive it.
process.on('SIGINT', () => process.stdin.isTTY || service.kill('SIGINT'));
service.once('exit', (code, signal) => {
  if (signal === null) process.exit(code);
  for (const name of [...PASSED_ON, 'SIGINT']) process.removeAllListeners(name);
  process.kill(process.pid, signal);
});
