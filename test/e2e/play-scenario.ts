import { spawn } from 'node:child_process';
import { once } from 'node:events';
import type { DatabaseTarget } from '../../src/platform/database/data-source-options.js';

/** Plays a scenario of `npm run scenario` with the built service; answers how it ended and the lines that it told. */
export async function playScenario(
  name: string,
  dataDir: string,
  database: DatabaseTarget,
): Promise<{ readonly code: number; readonly lines: readonly string[] }> {
  const url = database.kind === 'postgres' ? { SHOUWANG_DATABASE_URL: database.url } : {};
  const child = spawn(process.execPath, ['--import', 'tsx', 'scripts/scenario/main.ts', name, dataDir], {
    env: { ...process.env, ...url },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let told = '';
  child.stdout.on('data', (piece: Buffer) => void (told += piece.toString()));
  const [code] = (await once(child, 'close')) as [number];
  return { code, lines: told.trimEnd().split('\n') };
}
