import { type ChildProcess, spawn } from 'node:child_process';
import { createInterface } from 'node:readline';

export interface RunningChild {
  readonly process: ChildProcess;
  /** The first line of standard output that is JSON and fits. */
  readonly ready: Record<string, unknown>;
  stop(): Promise<void>;
}

interface ChildSpec {
  readonly name: string;
  readonly args: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
  readonly isReady: (line: Record<string, unknown>) => boolean;
  /** Each line of standard output that is JSON. */
  readonly onLine?: (line: Record<string, unknown>) => void;
}

/** Starts a Node process of ours, and waits until it says that it is ready or ends. */
export async function startChild(spec: ChildSpec): Promise<RunningChild> {
  const child = spawn(process.execPath, spec.args, {
    env: { ...process.env, ...spec.env },
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  const ready = await new Promise<Record<string, unknown>>((resolve, reject) => {
    child.once('exit', (code) => reject(new Error(`${spec.name} ended with ${code} before it was ready`)));
    createInterface({ input: child.stdout }).on('line', (line) => {
      const parsed = parse(line);
      if (parsed === null) return;
      spec.onLine?.(parsed);
      if (spec.isReady(parsed)) resolve(parsed);
    });
  });
  return { process: child, ready, stop: () => stop(child) };
}

function parse(line: string): Record<string, unknown> | null {
  try {
    return JSON.parse(line) as Record<string, unknown>;
  } catch {
    return null;
  }
}

async function stop(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const ended = new Promise((resolve) => child.once('exit', resolve));
  child.kill('SIGTERM');
  const tooLong = setTimeout(() => child.kill('SIGKILL'), 10_000);
  await ended;
  clearTimeout(tooLong);
}
