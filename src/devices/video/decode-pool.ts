import type { DecodeJob } from './decode-job.js';
import type { DecodeReply } from './decode-protocol.js';
import { WorkerLost, WorkerProcess, type JobLimits, type LossReason } from './process/worker-process.js';

export interface PoolLimits extends JobLimits {
  readonly workers: number;
  readonly maxJobs: number;
}

export interface PoolStats {
  readonly workers: number;
  readonly busy: number;
  readonly queued: number;
  /** Pictures that decoded, and answers of any other kind, since the start. */
  readonly decoded: number;
  readonly failed: number;
  /** Workers replaced since the start, by reason. */
  readonly replaced: Readonly<Record<LossReason | 'age', number>>;
  readonly pids: readonly number[];
}

/** A worker that does not come up is not tried again sooner. */
const START_PAUSE_MS = 1_000;

interface Worker {
  readonly process: WorkerProcess;
  state: 'starting' | 'idle' | 'busy';
  jobs: number;
}

/** Keeps the workers alive and hands them jobs, first come, first served. */
export class DecodePool {
  private readonly workers = new Set<Worker>();
  private readonly leaving = new Set<Promise<void>>();
  private queue: DecodeJob[] = [];
  private closed = false;
  private brokenUntil = 0;
  private brokenWhy = '';
  private decoded = 0;
  private failed = 0;
  private readonly replaced = { crash: 0, hang: 0, memory: 0, age: 0 };

  constructor(
    private readonly limits: PoolLimits,
    private readonly entry = new URL('worker/decode.worker', import.meta.url),
  ) {}

  enqueue(job: DecodeJob): void {
    this.queue.push(job);
    this.advance();
  }

  /** A picture that a worker has in hand is finished and dropped: that is cheaper than a new worker. */
  abandon(job: DecodeJob, reason: unknown): void {
    this.queue = this.queue.filter((queued) => queued !== job);
    job.abandon(reason);
  }

  async close(): Promise<void> {
    this.closed = true;
    this.giveUpAll('the decoder is closed');
    for (const worker of this.workers) this.retire(worker);
    await Promise.all(this.leaving);
  }

  stats(): PoolStats {
    const workers = [...this.workers];
    return {
      workers: workers.length,
      busy: workers.filter(({ state }) => state === 'busy').length,
      queued: this.queue.length,
      decoded: this.decoded,
      failed: this.failed,
      replaced: { ...this.replaced },
      pids: workers.flatMap(({ process }) => process.pid ?? []),
    };
  }

  private advance(): void {
    if (this.closed) return this.giveUpAll('the decoder is closed');
    if (this.workers.size === 0 && performance.now() < this.brokenUntil)
      return this.giveUpAll(this.brokenWhy);
    while (this.workers.size < this.limits.workers && performance.now() >= this.brokenUntil) this.start();
    for (const worker of this.workers) {
      if (worker.state !== 'idle') continue;
      const index = this.queue.findIndex((job) => !job.needsFreshWorker || worker.jobs === 0);
      if (index === -1) continue;
      const [job] = this.queue.splice(index, 1);
      void this.work(worker, job!);
    }
  }

  private start(): void {
    const worker: Worker = {
      process: new WorkerProcess(this.entry),
      state: 'starting',
      jobs: 0,
    };
    this.workers.add(worker);
    void this.attend(worker);
  }

  /** From the worker's start to its end, which may also come between two jobs. */
  private async attend(worker: Worker): Promise<void> {
    try {
      await worker.process.ready;
    } catch (cause) {
      return this.notStarted(worker, cause);
    }
    worker.state = 'idle';
    this.advance();
    this.lost(worker, await worker.process.ended);
  }

  private notStarted(worker: Worker, cause: unknown): void {
    this.retire(worker);
    this.brokenUntil = performance.now() + START_PAUSE_MS;
    this.brokenWhy = `no worker starts (${String(cause)})`;
    for (const job of this.queue.filter(({ needsFreshWorker }) => needsFreshWorker)) this.drop(job);
    this.advance();
  }

  private drop(job: DecodeJob): void {
    this.queue = this.queue.filter((queued) => queued !== job);
    this.giveUp(job, this.brokenWhy);
  }

  private async work(worker: Worker, job: DecodeJob): Promise<void> {
    worker.state = 'busy';
    try {
      const { header, body } = await worker.process.run(job.message, this.limits);
      worker.jobs += 1;
      this.answer(worker, job, header as DecodeReply, body);
    } catch (cause) {
      if (!(cause instanceof WorkerLost)) throw cause;
      this.lost(worker, cause.reason);
      this.blame(worker, job, cause.reason);
    }
    this.advance();
  }

  private answer(worker: Worker, job: DecodeJob, reply: DecodeReply, body: Buffer): void {
    if (reply.ok) this.decoded += 1;
    else this.failed += 1;
    job.finish(reply, body);
    if (reply.residentBytes > this.limits.memoryBytes) return this.replace(worker, 'memory');
    if (worker.jobs >= this.limits.maxJobs) return this.replace(worker, 'age');
    worker.state = 'idle';
  }

  /** A worker that had decoded other pictures may have died of one of those: its last one gets a second chance. */
  private blame(worker: Worker, job: DecodeJob, reason: LossReason): void {
    if (worker.jobs === 0 || job.needsFreshWorker) return this.giveUp(job, LOSS_WORDS[reason]);
    job.needsFreshWorker = true;
    this.queue.unshift(job);
  }

  private giveUp(job: DecodeJob, why: string): void {
    this.failed += 1;
    job.giveUp(why);
  }

  private giveUpAll(why: string): void {
    for (const job of this.queue.splice(0)) this.giveUp(job, why);
  }

  private lost(worker: Worker, reason: LossReason): void {
    if (!this.workers.has(worker)) return;
    this.replace(worker, reason);
    this.advance();
  }

  private replace(worker: Worker, reason: LossReason | 'age'): void {
    this.replaced[reason] += 1;
    this.retire(worker);
  }

  private retire(worker: Worker): void {
    this.workers.delete(worker);
    if (worker.state === 'busy' && this.closed) worker.process.kill();
    const end = worker.process.end();
    this.leaving.add(end);
    void end.then(() => this.leaving.delete(end));
  }
}

const LOSS_WORDS: Record<LossReason, string> = {
  crash: 'the worker process crashed on it',
  hang: 'the worker process hung on it',
  memory: 'the worker process took too much memory over it',
};
