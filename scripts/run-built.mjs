import { spawnSync } from 'node:child_process';
import { ROOT } from './run.mjs';
import { setUp } from './set-up.mjs';

/** Runs a program of `dist`, with the arguments of this one, once all is set up; ends as it ends. */
export async function runBuilt(program) {
  await setUp();
  const { status } = spawnSync(process.execPath, [`dist/${program}`, ...process.argv.slice(2)], {
    cwd: ROOT,
    stdio: 'inherit',
  });
  process.exitCode = status ?? 1;
}
