import { spawn, type ChildProcess } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';
import { encodeHead, MessageReader, type Message } from './message.js';

export type LossReason = 'crash' | 'hang' | 'memory';

/** The worker process is gone, and the job with it. */
export class WorkerLost extends Error {
  constructor(readonly reason: LossReason) {
    super(`the worker process was lost: ${reason}`);
  }
}

/** The worker said that it cannot work here, or did not come up at all. */
export class WorkerNotStarted extends Error {}

export interface JobLimits {
  readonly timeoutMs: number;
  readonly memoryBytes: number;
}

/** Loading FFmpeg's libraries takes 0.1 s, but a machine that starts everything at once takes its time. */
const START_TIMEOUT_MS = 20_000;
const MEMORY_WATCH_MS = 250;
const PAGE_BYTES = 4_096;

/**
 * For glibc: keep the memory of one picture for the next. By default it goes back to the system after every picture and
 * faults in again, page by page: 1.3 ms for 1080p.
 */
const KEEP_HEAP = { MALLOC_MMAP_THRESHOLD_: '33554432', MALLOC_TRIM_THRESHOLD_: '67108864' };

interface Job {
  readonly resolve: (answer: Message) => void;
  readonly reject: (loss: Error) => void;
}

/** A worker process that does one job at a time. Killed at any time without harm; gone when this process is gone. */
export class WorkerProcess {
  private readonly child: ChildProcess;
  private readonly reader = new MessageReader();
  private job: Job | null = null;
  private killedFor: LossReason | null = null;
  /** Resolves when the process has ended and been reaped; `crash` is whatever was not our own doing. */
  readonly ended: Promise<LossReason>;
  readonly ready: Promise<void>;

  /** `entry`: the module's path without extension. */
  constructor(entry: URL) {
    this.child = spawnWorker(entry);
    this.ended = new Promise((resolve) => {
      const end = (): void => resolve(this.killedFor ?? 'crash');
      this.child.once('error', end);
      this.child.once('close', end);
    });
    // A worker that is gone shows itself by its end; the failing write says nothing more.
    // No pipes at all where the system has run out of file descriptors: `error` follows.
    this.child.stdin?.on('error', () => {});
    this.child.stdout?.on('data', (piece: Buffer) => this.receive(piece));
    this.ready = this.waitUntilReady();
    void this.ended.then((reason) => this.lose(reason));
  }

  get pid(): number | undefined {
    return this.child.pid;
  }

  /** Rejects with WorkerLost; the worker is dead then, and `ended` follows. */
  async run(request: Message, limits: JobLimits): Promise<Message> {
    const startedAt = performance.now();
    const watch = setInterval(
      () => {
        if (performance.now() - startedAt >= limits.timeoutMs) this.kill('hang');
        else if (residentBytes(this.pid) > limits.memoryBytes) this.kill('memory');
      },
      Math.min(MEMORY_WATCH_MS, limits.timeoutMs),
    );
    try {
      return await this.exchange(request);
    } finally {
      clearInterval(watch);
    }
  }

  kill(reason: LossReason = 'crash'): void {
    this.killedFor ??= reason;
    this.child.kill('SIGKILL');
  }

  /** Lets the worker end by itself, and ends it otherwise. */
  async end(patienceMs = 1_000): Promise<void> {
    this.child.stdin?.end();
    const impatient = setTimeout(() => this.kill(), patienceMs);
    await this.ended;
    clearTimeout(impatient);
  }

  private exchange(request: Message | null): Promise<Message> {
    return new Promise((resolve, reject) => {
      this.job = { resolve, reject };
      if (this.child.exitCode !== null || this.child.signalCode !== null) return this.lose('crash');
      if (request === null) return;
      const stdin = this.child.stdin!;
      stdin.cork();
      stdin.write(encodeHead(request.header, request.body.length));
      stdin.write(request.body);
      stdin.uncork();
    });
  }

  private receive(piece: Buffer): void {
    try {
      for (const answer of this.reader.push(piece)) {
        const job = this.job;
        this.job = null;
        job?.resolve(answer);
      }
    } catch {
      // Broken framing: the worker has lost its mind.
      this.kill('crash');
    }
  }

  private lose(reason: LossReason): void {
    const job = this.job;
    this.job = null;
    job?.reject(new WorkerLost(reason));
  }

  private async waitUntilReady(): Promise<void> {
    const impatient = setTimeout(() => this.kill('hang'), START_TIMEOUT_MS);
    try {
      const { header } = await this.exchange(null);
      const { ready, why } = header as { ready: boolean; why?: string };
      if (!ready) throw new WorkerNotStarted(why ?? 'no reason given');
    } catch (cause) {
      if (cause instanceof WorkerNotStarted) throw cause;
      throw new WorkerNotStarted('its process ended before it was ready', { cause });
    } finally {
      clearTimeout(impatient);
    }
  }
}

function spawnWorker(entry: URL): ChildProcess {
  // From sources (tests, tsx) the worker is TypeScript as well; from `dist` it is plain JavaScript.
  const fromSources = import.meta.url.endsWith('.ts');
  const loader = fromSources ? ['--import', createRequire(import.meta.url).resolve('tsx')] : [];
  const module = `${fileURLToPath(entry)}${fromSources ? '.ts' : '.js'}`;
  return spawn(process.execPath, ['--max-old-space-size=128', ...loader, module], {
    stdio: ['pipe', 'pipe', 'ignore'],
    // None of our own environment: a process that parses what a stranger sends has no business with our secrets.
    env: { UV_THREADPOOL_SIZE: '1', ...KEEP_HEAP },
  });
}

/** 0 where the system does not tell (only Linux does); the worker reports its own memory with every answer anyway. */
function residentBytes(pid: number | undefined): number {
  try {
    return Number(readFileSync(`/proc/${pid}/statm`, 'utf8').split(' ')[1]) * PAGE_BYTES;
  } catch {
    return 0;
  }
}
