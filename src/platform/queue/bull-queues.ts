import { setTimeout as pause } from 'node:timers/promises';
import type { Queue, Worker, WorkerOptions } from 'bullmq';
import type { Log } from '../logging/log.js';
import { type Job, type Line, QueueAway, Queues, REPEAT_MS, type Taker } from './queues.js';

/** A queue that does not answer for so long is away. */
const ANSWER_MS = 10_000;
/** A taker that says nothing for so long has died. */
const LOCK_MS = 30_000;
/** What is to be done in any case is tried again after so long, for ever. */
const AGAIN_MS = 2_000;
/** A taker that lost its server looks for it again after so long: beats wait no longer than their interval. */
const RETRY_MS = 1_000;
/** So long a connection may take to say farewell: to a server that is away nobody says it for ever. */
const FAREWELL_MS = 3_000;
/** As far as every engine counts. */
const FOR_EVER = 2_147_483_647;

type Process = (job: { readonly name: string; readonly data: string }) => Promise<void>;

/** BullMQ on one of its engines. Queues and workers are made by name, those of one realm under one prefix. */
export interface BullEngine {
  /** Resolves once the server has answered for the first time; `isReady` says whether it has. */
  readonly ready: Promise<void>;
  readonly isReady: boolean;
  queue(name: string, prefix: string): Queue;
  worker(name: string, prefix: string, process: Process, options: Partial<WorkerOptions>): Worker;
  ping(): Promise<unknown>;
  /** Drops connections that do not answer, and makes new ones. */
  connectAnew(): void;
  close(): Promise<void>;
}

/** Jobs through BullMQ. No scheduler and no repeatable job of it: beats are planned by the schedule alone. */
export class BullQueues extends Queues {
  private readonly queues = new Map<string, Queue>();

  constructor(
    private readonly engine: BullEngine,
    private readonly log: Pick<Log, 'warn'>,
  ) {
    super();
  }

  async post(line: Line, jobs: readonly Job[]): Promise<void> {
    const again = line.delivery === 'at-least-once';
    // A queue that finds no server at its beginning may never find one.
    if (!this.engine.isReady) throw new QueueAway('The queue has not answered yet.');
    await inTime(
      this.queueOf(line).addBulk(
        jobs.map(({ id, body }) => ({
          // The id is the name, too: an engine may have an id of its own.
          name: id,
          // As text: PostgreSQL's own JSON takes no zero characters, which devices may well say.
          data: JSON.stringify(body),
          opts: {
            jobId: id,
            deduplication: { id, ttl: REPEAT_MS },
            removeOnComplete: true,
            removeOnFail: true,
            attempts: again ? FOR_EVER : 1,
            ...(again && { backoff: { type: 'fixed', delay: AGAIN_MS } }),
          },
        })),
      ),
    );
  }

  take(line: Line, places: number, work: (job: Job) => Promise<void>): Taker {
    const underWay = new Set<Promise<void>>();
    const process: Process = ({ name, data }) => {
      const done = work({ id: name, body: JSON.parse(data) as unknown });
      underWay.add(done);
      return done.finally(() => underWay.delete(done));
    };
    let worker: Worker | null = null;
    let isClosed = false;
    const begin = async (): Promise<void> => {
      // A worker that finds no server at its beginning never finds one.
      await this.engine.ready;
      if (!isClosed) worker = this.workerOf(line, places, process);
    };
    void begin();
    return {
      close: async () => {
        isClosed = true;
        const closing = worker?.close();
        await Promise.allSettled(underWay);
        if (closing !== undefined) await farewell(closing);
      },
    };
  }

  async withdraw(line: Line, id: string): Promise<boolean> {
    const queue = this.queueOf(line);
    return inTime(
      queue.getJob(id).then(async (job) => {
        if (job === undefined || (await job.getState()) !== 'waiting') return false;
        return job.remove().then(
          () => true,
          // Taken in this very moment.
          () => false,
        );
      }),
    );
  }

  async answers(): Promise<boolean> {
    try {
      await inTime(this.engine.ping());
      return true;
    } catch {
      // A line that was cut without a word looks open for a quarter of an hour.
      this.engine.connectAnew();
      return false;
    }
  }

  async close(): Promise<void> {
    await Promise.all([...this.queues.values()].map((queue) => farewell(queue.close())));
    await this.engine.close();
  }

  private queueOf(line: Line): Queue {
    const name = `${line.realm} ${line.kind}`;
    const known = this.queues.get(name);
    if (known !== undefined) return known;
    const queue = this.engine.queue(line.kind, prefixOf(line.realm));
    queue.on('error', (cause) => this.sayTrouble(line, cause));
    this.queues.set(name, queue);
    return queue;
  }

  private workerOf(line: Line, places: number, process: Process): Worker {
    const { realm, kind, delivery } = line;
    const worker = this.engine.worker(kind, prefixOf(realm), process, {
      concurrency: places,
      lockDuration: LOCK_MS,
      // A job whose taker has died is lost with it, or done again.
      maxStalledCount: delivery === 'at-most-once' ? 0 : FOR_EVER,
      runRetryDelay: RETRY_MS,
      removeOnComplete: { count: 0 },
      removeOnFail: { count: 0 },
    });
    worker.on('error', (cause) => this.sayTrouble(line, cause));
    worker.on('failed', (_job, cause) =>
      this.log.warn({ realm, kind, delivery, reason: cause.message }, 'a job failed'),
    );
    return worker;
  }

  private sayTrouble({ realm, kind }: Line, cause: Error): void {
    this.log.warn({ realm, kind, reason: cause.message }, 'the queue does not answer; trying again');
  }
}

/** All keys of a realm, and none of another, begin with it. */
export function prefixOf(realm: string): string {
  return `shouwang.${realm}`;
}

async function inTime<T>(answer: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const tooLate = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new QueueAway('The queue does not answer.')), ANSWER_MS);
  });
  try {
    return await Promise.race([answer, tooLate]);
  } catch (cause) {
    if (cause instanceof QueueAway) throw cause;
    throw new QueueAway(`The queue does not take it: ${(cause as Error).message}`, { cause });
  } finally {
    clearTimeout(timer);
    answer.catch(() => {});
  }
}

async function farewell(closing: Promise<void>): Promise<void> {
  await Promise.race([closing.catch(() => undefined), pause(FAREWELL_MS, undefined, { ref: false })]);
}
