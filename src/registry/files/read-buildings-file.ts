import { statSync } from 'node:fs';
import type { Worker } from 'node:worker_threads';
import { startThread } from '../../platform/thread/start-thread.js';
import type { ReadBuildings } from './buildings-collection.js';
import { judgeBuildings } from './judge-buildings.js';
import type { NeighbourhoodFacts } from './neighbourhood.js';
import type { BuildingsJob } from './read-buildings.worker.js';

const READER = new URL('./read-buildings.worker.js', import.meta.url);
/** Of the thread, MB: a file of the largest size that is taken needs half of it. */
const MEMORY_MB = 256;
const PATIENCE_MS = 60_000;
/** Judged in some milliseconds: a thread takes longer to start. */
const SMALL_BYTES = 65_536;

/** Reads and judges a file of buildings, a large one in a thread of its own; what needs too much of it is refused. */
export async function readBuildingsFile(path: string, where: NeighbourhoodFacts): Promise<ReadBuildings> {
  if (statSync(path).size <= SMALL_BYTES) return judgeBuildings(path, where);
  const job: BuildingsJob = { path, where };
  const worker = startThread(READER, job, { memoryMb: MEMORY_MB });
  const impatient = setTimeout(() => void worker.terminate(), PATIENCE_MS);
  impatient.unref();
  try {
    return await answerOf(worker);
  } finally {
    clearTimeout(impatient);
    await worker.terminate();
  }
}

function answerOf(worker: Worker): Promise<ReadBuildings> {
  return new Promise((resolve, reject) => {
    const refuse = (code: string, message: string): void =>
      resolve({ kind: 'refused', code, faults: [{ path: '', message }] });
    worker.once('message', resolve);
    worker.once('error', (cause: NodeJS.ErrnoException) => {
      if (cause.code !== 'ERR_WORKER_OUT_OF_MEMORY') return reject(cause);
      refuse('file-needs-too-much-memory', 'the file needs too much memory to read; divide it');
    });
    worker.once('exit', () =>
      refuse('file-takes-too-long', 'the file takes too long to read; simplify or divide it'),
    );
  });
}
