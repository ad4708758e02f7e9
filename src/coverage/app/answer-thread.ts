import { parentPort, workerData } from 'node:worker_threads';
import { refusalOf } from './refusal.js';
import type { ThreadAnswer } from './thread-jobs.js';

/** The whole life of a thread of {@link ThreadJobs}: it answers what it was handed. What nobody expected ends it. */
export function answerThread<Asked, T>(answer: (asked: Asked) => T): void {
  parentPort!.postMessage(answerTo(answer, workerData as Asked), []);
}

function answerTo<Asked, T>(answer: (asked: Asked) => T, asked: Asked): ThreadAnswer<T> {
  try {
    return { kind: 'done', value: answer(asked) };
  } catch (cause) {
    const refusal = refusalOf(cause);
    if (refusal === null) throw cause;
    return { kind: 'refused', refusal };
  }
}
