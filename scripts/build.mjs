import { rmSync } from 'node:fs';
import path from 'node:path';
import { ROOT, run } from './run.mjs';
import { SetUpError, isMain, orExit, say, seconds } from './say.mjs';
import { buildStamp, markBuilt } from './stamp.mjs';

/** Compiles `src` into a clean `dist`: a file left over from a removed source would still be imported. */
export async function build() {
  say('set-up: building dist (tsc) …');
  const startedMs = performance.now();
  const stamp = buildStamp();
  rmSync(path.join(ROOT, 'dist'), { recursive: true, force: true });
  const { code, output } = await run(process.execPath, [
    'node_modules/typescript/bin/tsc',
    '-p',
    'tsconfig.build.json',
  ]);
  if (code !== 0) throw new SetUpError(`the sources do not compile:\n${output.trimEnd()}`);
  markBuilt(stamp);
  say(`set-up: built in ${seconds(startedMs)}`);
}

if (isMain(import.meta.url)) await orExit(build);
