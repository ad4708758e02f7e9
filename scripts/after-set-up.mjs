import { spawn } from 'node:child_process';
import { setUp } from './set-up.mjs';

/** Runs a program of `scripts` in TypeScript, with the arguments of this one, once all is set up; ends as it ends. */
export async function runAfterSetUp(program) {
  await setUp();
  const child = spawn(process.execPath, ['--import', 'tsx', program, ...process.argv.slice(2)], {
    stdio: 'inherit',
  });
  // The terminal sends Ctrl-C to the whole group; the child stops its own processes and we leave with its code.
  process.on('SIGINT', () => {});
  process.on('SIGTERM', () => child.kill('SIGTERM'));
  child.on('exit', (code, signal) => process.exit(code ?? (signal ? 1 : 0)));
}
