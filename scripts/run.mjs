import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';

export const ROOT = fileURLToPath(new URL('..', import.meta.url));

const EXIT_CODES = { SIGINT: 130, SIGTERM: 143 };
const running = new Set();

/**
 * Runs one command in the project's folder and resolves to `{ code, output }`: 127 when it can't be started, 124 when
 * it is past its deadline. With `showErrors` what it writes to stderr is passed through instead of kept.
 *
 * Each command leads its own process group, so that a deadline or Ctrl-C ends what it started as well.
 */
export function run(command, args, { env = process.env, showErrors = false, timeoutMs = 900_000 } = {}) {
  return new Promise((resolve) => {
    const stdio = ['ignore', 'pipe', showErrors ? 'inherit' : 'pipe'];
    const child = spawn(command, args, { cwd: ROOT, env, stdio, detached: true });
    keepUntilEnd(child);
    let output = '';
    let isLate = false;
    for (const stream of [child.stdout, child.stderr]) stream?.on('data', (chunk) => (output += chunk));
    const deadline = setTimeout(() => {
      isLate = true;
      endGroup(child, 'SIGKILL');
    }, timeoutMs);
    const finish = (code) => {
      clearTimeout(deadline);
      if (isLate) output += `\nstopped: not finished after ${timeoutMs / 1000} s`;
      resolve({ code: isLate ? 124 : code, output });
    };
    child.once('error', (error) => {
      output += error.message;
      finish(127);
    });
    child.once('close', (code) => finish(code ?? 1));
  });
}

/** While a child that leads its own process group runs, a signal to this process ends that group first. */
export function keepUntilEnd(child) {
  if (running.size === 0) for (const signal of Object.keys(EXIT_CODES)) process.on(signal, endAll);
  running.add(child);
  const release = () => {
    running.delete(child);
    if (running.size === 0) for (const signal of Object.keys(EXIT_CODES)) process.off(signal, endAll);
  };
  child.once('error', release);
  child.once('exit', release);
}

function endAll(signal) {
  for (const child of running) endGroup(child, signal);
  process.exit(EXIT_CODES[signal]);
}

function endGroup(child, signal) {
  try {
    process.kill(-child.pid, signal);
  } catch {
    // gone already
  }
}
