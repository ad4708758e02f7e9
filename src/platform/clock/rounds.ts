import type { Cancel, Clock } from './clock.js';

/** Does the same again and again: one round after the other, never two at once. A round must not throw. */
export class Rounds {
  private cancel: Cancel = () => {};
  private isStopped = false;
  private running: Promise<void> = Promise.resolve();

  /** `pauseMs`: from the end of a round to the beginning of the next, and before the first. */
  constructor(
    private readonly clock: Pick<Clock, 'after'>,
    private readonly pauseMs: number,
    private readonly round: () => Promise<void>,
  ) {}

  start(): void {
    if (this.isStopped) return;
    this.cancel = this.clock.after(this.pauseMs, () => {
      this.running = this.round().finally(() => this.start());
    });
  }

  /** Resolves when the round that is under way has ended; none begins after it. */
  async stop(): Promise<void> {
    this.isStopped = true;
    this.cancel();
    await this.running;
  }
}
