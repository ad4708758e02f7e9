/** Jobs of one kind for one realm (a zone): who may take those of one realm needs to see no other. */
export interface Line {
  readonly realm: string;
  readonly kind: string;
  /**
   * Of a taker that dies over a job. `at-most-once`: the job is lost with it; `at-least-once`: somebody does it again, and
   * so it must do no harm twice.
   */
  readonly delivery: 'at-most-once' | 'at-least-once';
}

export interface Job {
  /** Names it within its line: ASCII letters, digits, `-`, `_` and `.`. */
  readonly id: string;
  /** Whatever JSON can hold. */
  readonly body: unknown;
}

export interface Taker {
  /** Takes no more; resolves when what is under way has ended. */
  close(): Promise<void>;
}

/**
 * Carries jobs from whoever plans them to whoever does them, in this process or between machines. Abstract class, so that
 * it is its own injection token. One contract suite holds for all kinds.
 */
export abstract class Queues {
  /**
   * Resolves when they are kept. A job whose id waits, or is being done, or was posted within the last
   * {@link REPEAT_MS} is the same job, and is not posted twice. Rejects with a {@link QueueAway} where the queue does not
   * answer in time.
   */
  abstract post(line: Line, jobs: readonly Job[]): Promise<void>;

  /**
   * Does jobs in the order in which they were posted, as many at once as there are places. `work` gets the body as JSON
   * gives it back, to be parsed. Where it rejects, the job is lost or done again later, as its line says.
   */
  abstract take(line: Line, places: number, work: (job: Job) => Promise<void>): Taker;

  /** True where it was still waiting, and now nobody does it. */
  abstract withdraw(line: Line, id: string): Promise<boolean>;

  /** Whether the queue is there; false where it does not answer in time. */
  abstract answers(): Promise<boolean>;

  /** Ends connections; takers are closed before. */
  abstract close(): Promise<void>;

  /** With the application that it was made for. */
  onApplicationShutdown(): Promise<void> {
    return this.close();
  }
}

export const REPEAT_MS = 120_000;

/** The queue does not answer; what was posted may be kept or not. */
export class QueueAway extends Error {
  override readonly name = 'QueueAway';
}
