import { realpathSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/** Progress for people: one line for each thing done, and how long it took. */
export function say(line) {
  process.stdout.write(`${line}\n`);
}

export function seconds(sinceMs) {
  return `${((performance.now() - sinceMs) / 1000).toFixed(1)} s`;
}

/** What set-up could not do and what to do about it, for people: a stack trace would only hide it. */
export class SetUpError extends Error {}

/** Where set-up can't go on, says what to do and exits; anything else is a bug and keeps its stack trace. */
export async function orExit(work) {
  try {
    await work();
  } catch (error) {
    if (!(error instanceof SetUpError)) throw error;
    process.stderr.write(`set-up: ${error.message}\n`);
    process.exit(1);
  }
}

/** Whether the module at `url` is the script that Node was given, and not one that another script imports. */
export function isMain(url) {
  const [, script] = process.argv;
  return script !== undefined && realpathSync(script) === realpathSync(fileURLToPath(url));
}
