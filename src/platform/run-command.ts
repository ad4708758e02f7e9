import { StartError } from './start-error.js';

/** Runs a command of the console. What is expected to go wrong is one line; the process ends with `failed` then. */
export async function runCommand(work: () => Promise<void>, failed = 1): Promise<void> {
  try {
    await work();
  } catch (cause) {
    const isExpected = cause instanceof StartError;
    process.stderr.write(
      isExpected ? `shouwang: ${cause.message}\n` : `shouwang: ${(cause as Error).stack}\n`,
    );
    process.exitCode = failed;
  }
}
