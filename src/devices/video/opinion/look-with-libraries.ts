import { WorkerNotStarted, WorkerLost, WorkerProcess } from '../process/worker-process.js';
import { NO_PICTURE, type Look, type LookRequest, type Sight } from './look.js';

const MEMORY_BYTES = 512 * 1024 * 1024;
/** The signal ends it long before. */
const NEVER_MS = 3_600_000;

/**
 * Asks FFmpeg's libraries in a worker process of its own, because a wait inside FFmpeg blocks its thread and only the
 * end of the process ends it for certain.
 */
export const lookWithLibraries: Look = async (request, signal) => {
  const worker = new WorkerProcess(new URL('../worker/rtsp.worker', import.meta.url));
  const kill = (): void => worker.kill();
  signal.addEventListener('abort', kill, { once: true });
  if (signal.aborted) kill();
  try {
    return await ask(worker, request);
  } catch (cause) {
    if (signal.aborted) return NO_PICTURE;
    if (!(cause instanceof WorkerLost || cause instanceof WorkerNotStarted)) throw cause;
    return { ok: false, code: 'decoder-failed', why: `FFmpeg's RTSP stack failed (${cause.message})` };
  } finally {
    signal.removeEventListener('abort', kill);
    await worker.end();
  }
};

async function ask(worker: WorkerProcess, request: LookRequest): Promise<Sight> {
  await worker.ready;
  const limits = { timeoutMs: NEVER_MS, memoryBytes: MEMORY_BYTES };
  const { header } = await worker.run({ header: request, body: Buffer.alloc(0) }, limits);
  return header as Sight;
}
