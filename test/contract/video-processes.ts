import { execFileSync, spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { setImmediate, setTimeout } from 'node:timers/promises';

/** Gone, or a zombie that only its parent could still ask for. */
export function hasEnded(pid: number): boolean {
  try {
    return /\) [ZX]/.test(readFileSync(`/proc/${pid}/stat`, 'utf8'));
  } catch {
    return true;
  }
}

/** Waits for what other processes do of their own accord. */
export async function until(condition: () => boolean, patienceMs = 10_000): Promise<void> {
  const deadline = performance.now() + patienceMs;
  await setImmediate();
  while (!condition()) {
    if (performance.now() > deadline) throw new Error(`in vain waited for: ${condition.toString()}`);
    await setTimeout(5);
  }
}

export function ffmpegOnThePath(): string | null {
  const found = spawnSync('sh', ['-c', 'command -v ffmpeg'], { encoding: 'utf8' }).stdout.trim();
  if (found === '') return null;
  execFileSync(found, ['-version'], { stdio: 'ignore' });
  return found;
}
