import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';

/** One PostgreSQL with all its processes, which can be ended and opened again on the same folder. */
export class ServerProcess {
  /** Resolves with the reason when it ends and nobody has ended it. */
  readonly isLost: Promise<string>;
  private tellLoss!: (why: string) => void;
  private child: ChildProcess | null = null;
  private isPaused = false;

  constructor(private readonly begin: () => ReturnType<typeof spawn>) {
    this.isLost = new Promise((resolve) => (this.tellLoss = resolve));
  }

  /** Resolves when it takes connections. */
  async open(): Promise<void> {
    const child = this.begin();
    this.child = child;
    child.once('exit', (code) => {
      if (this.child === child) this.tellLoss(`PostgreSQL ended with ${code}`);
    });
    const isReady = new Promise<null>((resolve) => {
      child.stderr!.on('data', (chunk: Buffer) => {
        if (chunk.includes('ready to accept connections')) resolve(null);
      });
    });
    const why = await Promise.race([isReady, this.isLost]);
    if (why !== null) throw new Error(why);
  }

  async end(name: NodeJS.Signals): Promise<void> {
    const { child } = this;
    if (child === null || child.exitCode !== null || child.signalCode !== null) return;
    const ended = once(child, 'exit');
    // Whoever is paused does not hear of it.
    if (this.isPaused) this.resume();
    this.child = null;
    child.kill(name);
    await ended;
  }

  /** Hangs, as a machine whose disk does not answer: connections stay, and nobody answers. */
  pause(): void {
    this.isPaused = true;
    // The first of them first: it would see its workers stop.
    for (const pid of this.processes()) signal(pid, 'SIGSTOP');
  }

  resume(): void {
    this.isPaused = false;
    for (const pid of this.processes().toReversed()) signal(pid, 'SIGCONT');
  }

  private processes(): number[] {
    const pid = this.child?.pid;
    if (pid === undefined) return [];
    const workers = readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8');
    return [pid, ...workers.split(' ').filter(Boolean).map(Number)];
  }
}

function signal(pid: number, name: NodeJS.Signals): void {
  try {
    process.kill(pid, name);
  } catch (cause) {
    // A worker may end with its connection in this very moment.
    if ((cause as NodeJS.ErrnoException).code !== 'ESRCH') throw cause;
  }
}
