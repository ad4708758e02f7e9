import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { freePort } from './free-port.js';

/** A server of our own, that things may happen to. */
export class RedisServer {
  private child!: ChildProcess;

  private constructor(
    private readonly port: number,
    private readonly args: readonly string[],
  ) {}

  static async start(args: readonly string[]): Promise<RedisServer> {
    const server = new RedisServer(await freePort(), args);
    await server.open();
    return server;
  }

  get url(): string {
    return `redis://127.0.0.1:${this.port}`;
  }

  async open(): Promise<void> {
    const args = ['--bind', '127.0.0.1', '--port', String(this.port), ...this.args];
    const child = spawn('redis-server', args, { stdio: ['ignore', 'pipe', 'inherit'] });
    this.child = child;
    const lines = createInterface({ input: child.stdout });
    await new Promise<void>((resolve, reject) => {
      lines.on('line', (line) => line.includes('Ready to accept connections') && resolve());
      child.once('error', (cause) =>
        reject(new Error('redis-server is missing: apt-get install -y redis-server', { cause })),
      );
      child.once('exit', () => reject(new Error('redis-server ended before it was ready')));
    });
  }

  /** Hangs, as a machine that is short of memory: connections stay, and nobody answers. */
  pause(): void {
    this.child.kill('SIGSTOP');
  }

  resume(): void {
    this.child.kill('SIGCONT');
  }

  /** Politely; with a folder it keeps what it held for when it is opened again. */
  stop(): Promise<void> {
    return this.end('SIGTERM');
  }

  /** As `kill -9`. */
  kill(): Promise<void> {
    return this.end('SIGKILL');
  }

  private async end(signal: NodeJS.Signals): Promise<void> {
    if (this.child.exitCode !== null || this.child.signalCode !== null) return;
    const ended = once(this.child, 'exit');
    this.child.kill(signal);
    await ended;
  }
}

/** Keeps nothing on the disk, or what it holds in a folder when it is stopped. */
export function startRedis(folder?: string): Promise<RedisServer> {
  const keeping = folder === undefined ? ['--save', ''] : ['--dir', folder, '--save', '3600 1'];
  return RedisServer.start([...keeping, '--appendonly', 'no']);
}
