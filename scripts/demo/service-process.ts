import { rmSync } from 'node:fs';
import { type RunningChild, startChild } from './child-process.js';

export type Settings = Readonly<Record<string, string>>;

/** Where the built service keeps its data, which is emptied, and the token of its first admin. */
interface Ground {
  readonly dataDir: string;
  readonly token: string;
}

/** The built service as a process of its own; `settings` are environment variables without their prefix. */
export function startService({ dataDir, token }: Ground, settings: Settings): Promise<RunningChild> {
  rmSync(dataDir, { recursive: true, force: true });
  const own = { DATA_DIR: dataDir, BOOTSTRAP_TOKEN: token, LOG_LEVEL: 'info' };
  return startChild({
    name: 'the service',
    args: ['dist/main.js'],
    env: prefixed({ ...own, ...settings }),
    isReady: (line) => line['msg'] === 'listening',
  });
}

export function prefixed(settings: Settings): Record<string, string> {
  return Object.fromEntries(Object.entries(settings).map(([key, value]) => [`SHOUWANG_${key}`, value]));
}
