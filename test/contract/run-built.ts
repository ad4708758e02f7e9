import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const DIST = fileURLToPath(new URL('../../dist/', import.meta.url));

export interface Ended {
  readonly code: number | null;
  /** On both outputs. */
  readonly said: string;
}

interface Surroundings {
  readonly args?: readonly string[];
  readonly path?: string | undefined;
  readonly onStart?: (child: ChildProcess) => void;
}

/** A built program, as `npm run` starts it; `settings` are environment variables without their prefix. */
export async function runBuilt(
  program: string,
  settings: Readonly<Record<string, string>>,
  { args = [], path = process.env['PATH'], onStart }: Surroundings = {},
): Promise<Ended> {
  const file = join(DIST, program);
  if (!existsSync(file)) throw new Error('the program is not built; run: npm run set-up');
  const env = Object.fromEntries(
    Object.entries(settings).map(([name, value]) => [`SHOUWANG_${name}`, value]),
  );
  const child = spawn(process.execPath, [file, ...args], { env: { PATH: path, ...env } });
  let said = '';
  child.stdout.on('data', (chunk) => (said += chunk));
  child.stderr.on('data', (chunk) => (said += chunk));
  onStart?.(child);
  const [code] = (await once(child, 'close')) as [number | null];
  return { code, said };
}
