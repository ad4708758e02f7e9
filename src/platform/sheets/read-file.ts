import type { Worker } from 'node:worker_threads';
import { startThread } from '../thread/start-thread.js';
import type { SheetRow } from '../../kernel/sheet/cell.js';
import { type FileLimits, FileRefused } from './file-refused.js';
import type { WorkerJob, WorkerMessage } from './read-file.worker.js';

/** Memory of the thread that unpacks and parses, MB. What needs more is refused there, and the service lives on. */
const MEMORY_MB = 192;
const READER = new URL('./read-file.worker.js', import.meta.url);

/** How long a file is read at most. */
export interface Patience {
  readonly timeoutMs: number;
  /** Aborts when nobody waits for it any more: reading stops at once, and throws its reason. */
  readonly signal?: AbortSignal;
}

type Said = WorkerMessage | { readonly kind: 'lost'; readonly cause: Error };

/**
 * Rows of a spreadsheet in batches, read in a thread of its own. A file that cannot be read is a {@link FileRefused}; one
 * that takes more than `timeoutMs` is refused too. Where `signal` aborts, the thread ends, and its reason is thrown.
 */
export async function* readFile(
  path: string,
  limits: FileLimits,
  { timeoutMs, signal }: Patience,
): AsyncGenerator<readonly SheetRow[]> {
  signal?.throwIfAborted();
  const job: WorkerJob = { path, limits };
  const worker = startThread(READER, job, { memoryMb: MEMORY_MB });
  const stop = (): void => void worker.terminate();
  const impatient = setTimeout(stop, timeoutMs);
  impatient.unref();
  signal?.addEventListener('abort', stop);
  const said = listenTo(worker);
  try {
    for (;;) {
      const message = await said();
      signal?.throwIfAborted();
      if (message.kind === 'end') return;
      if (message.kind === 'refused') throw new FileRefused(message.code, message.message);
      if (message.kind === 'lost') throw lost(message.cause);
      yield message.rows;
      worker.postMessage('more', []);
    }
  } finally {
    clearTimeout(impatient);
    signal?.removeEventListener('abort', stop);
    await worker.terminate();
  }
}

/** Messages in their order, and the end of the thread as the last of them. */
function listenTo(worker: Worker): () => Promise<Said> {
  const waiting: Said[] = [];
  let wake: (() => void) | null = null;
  const take = (message: Said): void => {
    waiting.push(message);
    wake?.();
  };
  worker.on('message', take);
  worker.on('error', (cause) => take({ kind: 'lost', cause: cause as Error }));
  worker.on('exit', () => take({ kind: 'lost', cause: new Error('the thread has ended') }));
  return async () => {
    while (waiting.length === 0) await new Promise<void>((resolve) => (wake = resolve));
    return waiting.shift()!;
  };
}

function lost(cause: Error): Error {
  if ((cause as NodeJS.ErrnoException).code === 'ERR_WORKER_OUT_OF_MEMORY') {
    return new FileRefused(
      'file-needs-too-much-memory',
      'The file needs too much memory to read; divide it.',
    );
  }
  if (cause.message === 'the thread has ended') {
    return new FileRefused('file-takes-too-long', 'The file takes too long to read; divide it.');
  }
  return cause;
}
