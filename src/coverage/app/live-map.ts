import type { Worker } from 'node:worker_threads';
import { Inject, Injectable } from '@nestjs/common';
import { DomainError } from '../../kernel/domain-error.js';
import { type Cancel, Clock } from '../../platform/clock/clock.js';
import { Config } from '../../platform/config/config.js';
import { Log } from '../../platform/logging/log.js';
import { startThread } from '../../platform/thread/start-thread.js';
import type { CoverageSummary, FromMap, MapChange, Question, ToMap, TownToMap } from './map-talk.js';
import { errorOf } from './refusal.js';

const MAP = new URL('./live-map.worker.js', import.meta.url);
const FIRST_PAUSE_MS = 500;
const LONGEST_PAUSE_MS = 60_000;
/** Questions that wait at once; more would only wait for each other. */
const MOST_WAITING = 100;

interface Waiting {
  readonly resolve: (answer: unknown) => void;
  readonly reject: (cause: Error) => void;
}

/**
 * The thread that holds the map: started with the first load. When it dies it is started again with the town as it then
 * stands, after a pause that grows while it keeps dying; who asks meanwhile is told to come back, and waits for nothing.
 */
@Injectable()
export class LiveMap {
  private worker: Worker | null = null;
  private isStopped = false;
  /** While it waits to be started again. */
  private restart: Cancel | null = null;
  private pauseMs = FIRST_PAUSE_MS;
  private lastId = 0;
  private readonly waiting = new Map<number, Waiting>();
  private townNow: () => TownToMap = () => {
    throw new Error('the map has no town yet');
  };
  private tell: (summary: CoverageSummary) => void = () => {};

  constructor(
    @Inject(Config) private readonly config: Pick<Config, 'coverage'>,
    @Inject(Clock) private readonly clock: Clock,
    @Inject(Log) private readonly log: Log,
  ) {}

  /** `townNow` is asked at every load; `tell` is told after each of them and after each change. */
  follow(townNow: () => TownToMap, tell: (summary: CoverageSummary) => void): void {
    this.townNow = townNow;
    this.tell = tell;
  }

  get isLoaded(): boolean {
    return this.worker !== null;
  }

  /** Computes everything anew; while the thread waits to be started again, that is when. */
  load(): void {
    if (this.isStopped || this.restart !== null) return;
    this.worker ??= this.start();
    this.say({ kind: 'load', town: this.townNow() });
  }

  /** Does nothing while there is no map: the next load has them. */
  change(changes: readonly MapChange[]): void {
    if (this.worker !== null && changes.length > 0) this.say({ kind: 'change', changes });
  }

  /** A {@link DomainError} (`unavailable`) where there is no answer now and there will be one. */
  async ask<A>(question: Question): Promise<A> {
    if (this.waiting.size >= MOST_WAITING) throw busy();
    if (this.worker === null) this.load();
    if (this.worker === null || this.isStopped) throw lost();
    const id = (this.lastId += 1);
    return new Promise<A>((resolve, reject) => {
      this.waiting.set(id, { resolve: resolve as Waiting['resolve'], reject });
      this.say({ kind: 'ask', id, question });
    });
  }

  async stop(): Promise<void> {
    this.isStopped = true;
    this.restart?.();
    await this.worker?.terminate();
  }

  private start(): Worker {
    const { mapMemoryMb: memoryMb } = this.config.coverage;
    const worker = startThread(MAP, null, { memoryMb, youngMb: 64 });
    worker.on('message', (message: FromMap) => this.hear(message));
    worker.on('error', (cause) => this.log.error({ err: cause }, 'the map of coverage has failed'));
    worker.on('exit', () => this.lose());
    return worker;
  }

  private hear(message: FromMap): void {
    if (message.kind === 'summary') {
      this.pauseMs = FIRST_PAUSE_MS;
      return this.tell(message.summary);
    }
    const waiting = this.waiting.get(message.id);
    this.waiting.delete(message.id);
    if (message.kind === 'answer') waiting?.resolve(message.answer);
    else waiting?.reject(failure(message));
  }

  /** Whoever waits is told at once; the map comes back with the town as it is then. */
  private lose(): void {
    this.worker = null;
    for (const { reject } of this.waiting.values()) reject(lost());
    this.waiting.clear();
    if (this.isStopped) return;
    this.log.warn({ pauseMs: this.pauseMs }, 'the map of coverage is gone and is computed again');
    this.restart = this.clock.after(this.pauseMs, () => {
      this.restart = null;
      this.load();
    });
    this.pauseMs = Math.min(this.pauseMs * 2, LONGEST_PAUSE_MS);
  }

  private say(message: ToMap): void {
    this.worker?.postMessage(message, []);
  }
}

function failure({ message, refusal }: Extract<FromMap, { kind: 'failed' }>): Error {
  return refusal === null ? new Error(`the map of coverage failed: ${message}`) : errorOf(refusal);
}

function busy(): DomainError {
  const message = 'Too many questions about coverage at once; try again in a moment.';
  return new DomainError('unavailable', 'coverage-busy', message, [], { retryAfterS: 2 });
}

function lost(): DomainError {
  const message = 'The map of coverage has to be computed again; try again in a moment.';
  return new DomainError('unavailable', 'coverage-lost', message, [], { retryAfterS: 5 });
}
