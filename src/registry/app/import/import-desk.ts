import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { type BeforeApplicationShutdown, Inject, Injectable, type OnModuleInit } from '@nestjs/common';
import { DomainError } from '../../../kernel/domain-error.js';
import { Config } from '../../../platform/config/config.js';
import { Log } from '../../../platform/logging/log.js';
import { FileRefused } from '../../../platform/sheets/file-refused.js';
import { BatchWriter } from '../../store/batch-writer.js';
import { ImportBook } from './import-book.js';
import { ImportGrounds } from './import-grounds.js';
import { ImportJob, type ImportOptions, type ImportState } from './import-job.js';
import { runImport } from './import-run.js';
import { TellWritten } from './tell-written.js';

const MAX_WAITING = 10;
/** How an import ends, by what ended it; whatever else it was, the file was refused. */
const ENDS: Readonly<Record<string, ImportState>> = {
  'import-failed': 'failed',
  'import-interrupted': 'interrupted',
  'import-cancelled': 'cancelled',
};

/** Takes files in, and works through them one after another, so that memory and the database serve one at a time. */
@Injectable()
export class ImportDesk implements OnModuleInit, BeforeApplicationShutdown {
  /** Where files lie while they are worked on. */
  readonly folder: string;
  private readonly jobs = new Map<string, ImportJob>();
  private last: Promise<void> = Promise.resolve();
  private isClosing = false;

  constructor(
    @Inject(Config) config: Config,
    @Inject(ImportBook) private readonly book: ImportBook,
    @Inject(ImportGrounds) private readonly grounds: ImportGrounds,
    @Inject(BatchWriter) private readonly writer: BatchWriter,
    @Inject(TellWritten) private readonly told: TellWritten,
    @Inject(Log) private readonly log: Log,
  ) {
    this.folder = join(config.dataDir, 'imports');
  }

  /** Clears what an earlier process left behind. */
  async onModuleInit(): Promise<void> {
    rmSync(this.folder, { recursive: true, force: true });
    await this.book.closeInterrupted();
  }

  /** What is being written is undone: an import is whole or nothing. */
  async beforeApplicationShutdown(): Promise<void> {
    this.isClosing = true;
    await this.last;
  }

  /** Before a file is received: whether there is room for one more. */
  checkRoom(): void {
    if (this.jobs.size < MAX_WAITING) return;
    const message = `${MAX_WAITING} imports are waiting already; try again when one is over.`;
    throw new DomainError('unavailable', 'too-many-imports', message);
  }

  /** Queues the file, and removes it in the end. `done` of the job resolves when all is over. */
  async take(path: string, fileName: string | null, options: ImportOptions): Promise<ImportJob> {
    try {
      const job = new ImportJob(await this.book.open(options, fileName), options);
      this.jobs.set(job.id, job);
      this.last = this.last.then(() => this.work(job, path));
      return job;
    } catch (cause) {
      rmSync(path, { force: true });
      throw cause;
    }
  }

  /** Null for an import that is over, or that another process had. */
  running(id: string): ImportJob | null {
    return this.jobs.get(id) ?? null;
  }

  /** Stops it and waits until it has ended; what is written by then is written. Null for one that is over. */
  async cancel(id: string): Promise<ImportJob | null> {
    const job = this.jobs.get(id) ?? null;
    if (job === null) return null;
    job.cancel();
    if (job.progress.phase === 'waiting') this.finish(job, await this.closed(job, job.signal.reason));
    else await job.done;
    return job;
  }

  private async work(job: ImportJob, path: string): Promise<void> {
    // Cancelled while it waited for its turn.
    if (job.progress.phase === 'over') return rmSync(path, { force: true });
    let state: ImportState = 'done';
    try {
      state = await this.run(job, path);
    } catch (cause) {
      // The book itself is broken: then at least nobody waits for ever.
      this.log.error({ importId: job.id, err: cause }, 'an import could not be closed');
      state = 'failed';
    }
    rmSync(path, { force: true });
    this.finish(job, state);
  }

  private finish(job: ImportJob, state: ImportState): void {
    this.jobs.delete(job.id);
    job.move({ state, phase: 'over' });
  }

  private async run(job: ImportJob, path: string): Promise<ImportState> {
    try {
      const planner = await this.grounds.planner(job);
      const ground = {
        limits: this.grounds.limits,
        writer: this.writer,
        checkGoesOn: () => this.checkGoesOn(job),
      };
      const { result, rows, written } = await runImport(job, path, planner, ground);
      job.result = result;
      await this.book.keepRows(job.id, rows);
      await this.book.close(job.id, 'done', result, null);
      await this.told.tell(job.options.noun, written);
      return 'done';
    } catch (cause) {
      return this.closed(job, cause);
    }
  }

  /** In the book as what ended it says. */
  private async closed(job: ImportJob, cause: unknown): Promise<ImportState> {
    job.problem = this.problemOf(cause, job.id);
    const state = stateOf(job.problem);
    await this.book.close(job.id, state, null, job.problem.message);
    return state;
  }

  private checkGoesOn(job: ImportJob): void {
    job.signal.throwIfAborted();
    if (this.isClosing)
      throw new DomainError(
        'unavailable',
        'import-interrupted',
        'The service is stopping; import the file again.',
      );
  }

  private problemOf(cause: unknown, importId: string): DomainError {
    if (cause instanceof DomainError) return cause;
    if (cause instanceof FileRefused) return new DomainError('unprocessable', cause.code, cause.message);
    this.log.error({ importId, err: cause }, 'an import failed');
    return new DomainError(
      'unavailable',
      'import-failed',
      'Something broke on our side; nothing was written, and the log says what.',
    );
  }
}

function stateOf({ code }: DomainError): ImportState {
  return ENDS[code] ?? 'refused';
}
