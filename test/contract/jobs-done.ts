import type { Job } from '../../src/platform/queue/queues.js';

/** What was done, and when so much was done. */
export class JobsDone {
  readonly jobs: Job[] = [];
  private readonly waits: { readonly count: number; readonly resolve: () => void }[] = [];

  add(job: Job): void {
    this.jobs.push(job);
    for (const { count: wanted, resolve } of this.waits) if (this.jobs.length >= wanted) resolve();
  }

  reaches(wanted: number): Promise<void> {
    if (this.jobs.length >= wanted) return Promise.resolve();
    return new Promise((resolve) => this.waits.push({ count: wanted, resolve }));
  }

  get ids(): string[] {
    return this.jobs.map(({ id }) => id);
  }
}
