import type { Clock } from '../clock/clock.js';
import { type Job, type Line, Queues, REPEAT_MS, type Taker } from './queues.js';

/** A failed job of a line that promises to do it is tried again after this. */
const AGAIN_MS = 1_000;

/** Everything in this process: what one role does for itself needs no server. */
export class MemoryQueues extends Queues {
  private readonly lines = new Map<string, MemoryLine>();

  constructor(private readonly clock: Pick<Clock, 'monotonicMs' | 'after'>) {
    super();
  }

  async post(line: Line, jobs: readonly Job[]): Promise<void> {
    this.of(line).post(jobs.map(({ id, body }) => ({ id, body: throughJson(body) })));
  }

  take(line: Line, places: number, work: (job: Job) => Promise<void>): Taker {
    return this.of(line).take(places, work);
  }

  async withdraw(line: Line, id: string): Promise<boolean> {
    return this.of(line).withdraw(id);
  }

  async answers(): Promise<boolean> {
    return true;
  }

  async close(): Promise<void> {
    this.lines.clear();
  }

  private of(line: Line): MemoryLine {
    const name = `${line.realm} ${line.kind}`;
    const known = this.lines.get(name) ?? new MemoryLine(this.clock, line.delivery);
    this.lines.set(name, known);
    return known;
  }
}

/** Whoever takes it must not depend on more than what another process would get. */
function throughJson(body: unknown): unknown {
  return JSON.parse(JSON.stringify(body)) as unknown;
}

class MemoryLine {
  private readonly waiting = new Map<string, Job>();
  private readonly underWay = new Set<string>();
  /** When it was posted, oldest first. */
  private readonly posted = new Map<string, number>();
  private readonly takers = new Set<MemoryTaker>();

  constructor(
    private readonly clock: Pick<Clock, 'monotonicMs' | 'after'>,
    private readonly delivery: Line['delivery'],
  ) {}

  post(jobs: readonly Job[]): void {
    this.forgetOld();
    for (const job of jobs) {
      if (this.posted.has(job.id) || this.underWay.has(job.id)) continue;
      this.posted.set(job.id, this.clock.monotonicMs());
      this.waiting.set(job.id, job);
    }
    this.serve();
  }

  take(places: number, work: (job: Job) => Promise<void>): Taker {
    const taker = new MemoryTaker(places, (job) => this.doOne(job, work));
    this.takers.add(taker);
    this.serve();
    return {
      close: () => {
        this.takers.delete(taker);
        return taker.ended();
      },
    };
  }

  withdraw(id: string): boolean {
    this.posted.delete(id);
    return this.waiting.delete(id);
  }

  private serve(): void {
    for (const taker of this.takers)
      while (taker.hasPlace && this.waiting.size > 0) {
        const [job] = this.waiting.values();
        this.waiting.delete(job!.id);
        this.underWay.add(job!.id);
        void taker.begin(job!).then(() => this.serve());
      }
  }

  private async doOne(job: Job, work: (job: Job) => Promise<void>): Promise<void> {
    try {
      await work(job);
      this.underWay.delete(job.id);
    } catch {
      this.underWay.delete(job.id);
      if (this.delivery === 'at-least-once') this.clock.after(AGAIN_MS, () => this.again(job));
    }
  }

  private again(job: Job): void {
    this.waiting.set(job.id, job);
    this.serve();
  }

  private forgetOld(): void {
    const oldest = this.clock.monotonicMs() - REPEAT_MS;
    for (const [id, at] of this.posted) {
      if (at > oldest) return;
      if (!this.waiting.has(id)) this.posted.delete(id);
    }
  }
}

class MemoryTaker {
  private readonly underWay = new Set<Promise<void>>();

  constructor(
    private readonly places: number,
    private readonly work: (job: Job) => Promise<void>,
  ) {}

  get hasPlace(): boolean {
    return this.underWay.size < this.places;
  }

  async begin(job: Job): Promise<void> {
    const done = this.work(job);
    this.underWay.add(done);
    await done;
    this.underWay.delete(done);
  }

  async ended(): Promise<void> {
    await Promise.all(this.underWay);
  }
}
