import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { freePort } from '../scripts/free-port.mjs';
import type { Identity } from './receivers/authority.js';

/** A server of our own, that things may happen to. */
export class RedisServer {
  private child: ChildProcess | null = null;

  private constructor(
    private readonly port: number,
    private readonly args: readonly string[],
    private readonly isSecure: boolean,
  ) {}

  /** Its address is known, and nobody answers there before it is opened. */
  static async prepare(args: readonly string[], isSecure = false): Promise<RedisServer> {
    return new RedisServer(await freePort(), args, isSecure);
  }

  static async start(args: readonly string[]): Promise<RedisServer> {
    const server = await RedisServer.prepare(args);
    await server.open();
    return server;
  }

  get url(): string {
    return `${this.isSecure ? 'rediss' : 'redis'}://127.0.0.1:${this.port}`;
  }

  async open(): Promise<void> {
    const port = String(this.port);
    const ports = this.isSecure ? ['--port', '0', '--tls-port', port] : ['--port', port];
    const args = ['--bind', '127.0.0.1', ...ports, ...this.args];
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
    this.child?.kill('SIGSTOP');
  }

  resume(): void {
    this.child?.kill('SIGCONT');
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
    const { child } = this;
    if (child === null || child.exitCode !== null || child.signalCode !== null) return;
    const ended = once(child, 'exit');
    child.kill(signal);
    await ended;
  }
}

/** Keeps nothing on the disk, or what it holds in a folder when it is stopped. */
export function startRedis(folder?: string): Promise<RedisServer> {
  const keeping = folder === undefined ? ['--save', ''] : ['--dir', folder, '--save', '3600 1'];
  return RedisServer.start([...keeping, '--appendonly', 'no']);
}

/** Over TLS alone, and who may come in is in a file. The files of its identity lie in `folder`. */
export function prepareSecureRedis(
  folder: string,
  identity: Identity,
  aclFile: string,
): Promise<RedisServer> {
  const [cert, key] = [join(folder, 'redis.pem'), join(folder, 'redis.key')];
  writeFileSync(cert, identity.cert);
  writeFileSync(key, identity.key);
  const secure = ['--tls-cert-file', cert, '--tls-key-file', key, '--tls-ca-cert-file', cert];
  const args = [
    ...secure,
    '--tls-auth-clients',
    'no',
    '--aclfile',
    aclFile,
    '--save',
    '',
    '--appendonly',
    'no',
  ];
  return RedisServer.prepare(args, true);
}
