import type { Clock } from '../clock/clock.js';

/** Does the same again and again: so often, and at once where it is woken. A turn must not throw. */
export class Turns {
  private isWoken = false;
  private isStopped = false;
  private rouse: () => void = () => undefined;
  private running: Promise<void> = Promise.resolve();

  constructor(
    private readonly clock: Pick<Clock, 'after'>,
    private readonly everyMs: number,
    private readonly turn: () => Promise<void>,
  ) {}

  start(): void {
    this.running = this.goOn();
  }

  wake(): void {
    this.isWoken = true;
    this.rouse();
  }

  end(): void {
    this.isStopped = true;
    this.wake();
  }

  /** Resolves when the turn that is under way has ended; none begins after it. */
  async stop(): Promise<void> {
    this.end();
    await this.running;
  }

  private async goOn(): Promise<void> {
    for (;;) {
      await this.untilNext();
      if (this.isStopped) return;
      await this.turn();
    }
  }

  private async untilNext(): Promise<void> {
    if (!this.isWoken)
      await new Promise<void>((resolve) => {
        this.rouse = resolve;
        this.clock.after(this.everyMs, resolve);
      });
    this.isWoken = false;
  }
}
