import type { BuiltService, LogLine } from '../../../test/e2e/built-service.js';

/** A process of the service, which whoever looks after it begins again as it was begun first. */
export class Begun {
  private running: BuiltService | null = null;
  private readonly before: LogLine[] = [];

  constructor(
    readonly name: string,
    private readonly begin: () => Promise<BuiltService>,
  ) {}

  async start(): Promise<void> {
    this.running = await this.begin();
  }

  async kill(): Promise<void> {
    await this.running?.kill();
    this.before.push(...(this.running?.log ?? []));
    this.running = null;
  }

  /** It ended, and nobody has ended it. */
  get isLost(): boolean {
    return this.running?.isRunning === false;
  }

  /** What it has said of itself that should never be said. */
  get bugs(): readonly string[] {
    const lines = [...this.before, ...(this.running?.log ?? [])];
    const bugs = lines.filter(({ msg = '' }) => msg.includes('a bug of ours'));
    return bugs.map(({ msg, err }) => `${this.name}: ${msg}: ${err?.message}`);
  }
}
