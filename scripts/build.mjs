import { rmSync } from 'node:fs';
import path from 'node:path';
import { ROOT, run } from './run.mjs';
import { SetUpError, isMain, orExit, say, seconds } from './say.mjs';
import { buildStamp, markBuilt } from './stamp.mjs';

/** Compiles `src` and `web` into a clean `dist`: a file left over from a removed source would still be imported. */
export async function build() {
  say('set-up: building dist …');
  const startedMs = performance.now();
  const stamp = buildStamp();
  rmSync(path.join(ROOT, 'dist'), { recursive: true, force: true });
  const { code, output } = await run(process.execPath, ['scripts/compile.mjs']);
  if (code !== 0) throw new SetUpError(`the sources do not compile:\n${output.trimEnd()}`);
  // Not before: on a fresh machine what it builds with has just been installed.
  const { buildPages } = await import('./build-pages.mjs');
  await buildPages();
  markBuilt(stamp);
  say(`set-up: built in ${seconds(startedMs)}`);
}

if (isMain(import.meta.url)) await orExit(build);
