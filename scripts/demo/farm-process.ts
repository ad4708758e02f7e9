import type { CameraPatch, CameraStats } from '../../test/farm/index.js';
import { type RunningChild, startChild } from './child-process.js';

interface Answer {
  readonly request?: number;
  readonly error?: string;
  readonly stats?: CameraStats;
}

/** Virtual cameras in a process of their own, which keeps them apart from what is measured and from who looks on. */
export class FarmProcess {
  private requests = 0;
  private readonly waiting = new Map<number, (answer: Answer) => void>();
  private child!: RunningChild;

  private constructor() {}

  /** `which` cameras, in the arguments of test/farm/main.ts. */
  static async start(which: readonly string[]): Promise<FarmProcess> {
    const farm = new FarmProcess();
    farm.child = await startChild({
      name: 'the farm',
      args: ['--import', 'tsx', 'test/farm/main.ts', ...which],
      isReady: (line) => line['ready'] === true,
      onLine: (line) => farm.hear(line as Answer),
    });
    return farm;
  }

  /** What it said when it was ready. */
  get ready(): RunningChild['ready'] {
    return this.child.ready;
  }

  /** Sends a command, and waits for nothing. */
  tell(command: object): void {
    this.child.process.stdin!.write(`${JSON.stringify(command)}\n`);
  }

  /** Resolves once the camera is so. */
  async change(id: string, patch: CameraPatch): Promise<void> {
    await this.ask(id, { do: 'change', patch });
  }

  /** What a camera counted of its callers. */
  async stats(id: string): Promise<CameraStats> {
    return (await this.ask(id, { do: 'stats' })).stats!;
  }

  stop(): Promise<void> {
    return this.child.stop();
  }

  private async ask(id: string, command: object): Promise<Answer> {
    const request = (this.requests += 1);
    const answered = new Promise<Answer>((resolve) => this.waiting.set(request, resolve));
    this.tell({ ...command, id, request });
    const answer = await answered;
    if (answer.error !== undefined) throw new Error(`${id} does not obey: ${answer.error}`);
    return answer;
  }

  private hear(answer: Answer): void {
    if (answer.request === undefined) return;
    this.waiting.get(answer.request)?.(answer);
    this.waiting.delete(answer.request);
  }
}
