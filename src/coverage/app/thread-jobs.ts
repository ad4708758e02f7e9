import { DomainError } from '../../kernel/domain-error.js';
import { startThread } from '../../platform/thread/start-thread.js';
import { errorOf, type Refusal } from './refusal.js';

/** What a thread says once, at its end. */
export type ThreadAnswer<T> =
  { readonly kind: 'done'; readonly value: T } | { readonly kind: 'refused'; readonly refusal: Refusal };

export interface JobLimits {
  /** Jobs that compute at the same time. */
  readonly atOnce: number;
  readonly timeoutMs: number;
  readonly memoryMb: number;
}

/** Until then one of the others may be over. */
const RETRY_AFTER_S = 5;

/** Nobody waits any more for what was asked, or the service stops; no fault that a log need tell. */
export class JobAbandoned extends DomainError {
  constructor() {
    super(
      'unavailable',
      'abandoned',
      'The answer was not computed: whoever asked has gone away, or the service stops.',
    );
    this.name = 'JobAbandoned';
  }
}

/**
 * Long calls, each in a thread of its own: so many at once and no more, bounded in time and memory, and ended when nobody
 * waits for the answer any more. The service itself goes on meanwhile.
 */
export class ThreadJobs {
  private running = 0;

  constructor(private readonly limits: JobLimits) {}

  /** `module` answers `asked` (structured-clonable) with one {@link ThreadAnswer}. */
  async run<T>(module: URL, asked: unknown, signal: AbortSignal): Promise<T> {
    if (signal.aborted) throw new JobAbandoned();
    if (this.running >= this.limits.atOnce) throw busy();
    this.running += 1;
    try {
      const answer = await this.answerOf<T>(module, asked, signal);
      if (answer.kind === 'done') return answer.value;
      throw errorOf(answer.refusal);
    } finally {
      this.running -= 1;
    }
  }

  private answerOf<T>(module: URL, asked: unknown, signal: AbortSignal): Promise<ThreadAnswer<T>> {
    const { memoryMb, timeoutMs } = this.limits;
    const thread = startThread(module, asked, { memoryMb });
    return new Promise<ThreadAnswer<T>>((resolve, reject) => {
      const leave = () => reject(new JobAbandoned());
      const impatient = setTimeout(() => reject(tooLong(timeoutMs)), timeoutMs);
      impatient.unref();
      signal.addEventListener('abort', leave, { once: true });
      thread.once('message', resolve);
      thread.once('error', (cause) => reject(lost(cause)));
      thread.once('exit', () => reject(new Error('the thread ended without an answer')));
      thread.once('exit', () => {
        clearTimeout(impatient);
        signal.removeEventListener('abort', leave);
      });
    }).finally(() => thread.terminate());
  }
}

function busy(): DomainError {
  const message =
    'As many questions of this kind as the service computes at once are being computed; ask again.';
  return new DomainError('unavailable', 'coverage-busy', message, [], { retryAfterS: RETRY_AFTER_S });
}

function tooLong(timeoutMs: number): DomainError {
  const message = `The answer takes more than ${timeoutMs / 1_000} s; ask for fewer villages, candidates or headings.`;
  return new DomainError('unprocessable', 'takes-too-long', message);
}

function lost(cause: unknown): Error {
  if ((cause as NodeJS.ErrnoException).code !== 'ERR_WORKER_OUT_OF_MEMORY') return cause as Error;
  const message =
    'The answer needs more memory than it may have; ask for fewer villages, candidates or headings.';
  return new DomainError('unprocessable', 'needs-too-much-memory', message, [], { cause });
}
