import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer, type AddressInfo } from 'node:net';
import { createInterface } from 'node:readline';

export interface RedisServer {
  readonly url: string;
  readonly port: number;
  /** As `kill -9`. */
  kill(): Promise<void>;
  /** Stops the whole process for as long as it takes until what this answers is called. */
  pause(): () => void;
}

/** A server of our own that keeps nothing on the disk, unless `args` says otherwise. */
export async function startRedis(args: readonly string[] = [], port?: number): Promise<RedisServer> {
  const at = port ?? (await freePort());
  const child = spawn(
    'redis-server',
    ['--bind', '127.0.0.1', '--port', String(at), '--save', '', '--appendonly', 'no', ...args],
    { stdio: ['ignore', 'pipe', 'inherit'] },
  );
  const ended = once(child, 'exit');
  const lines = createInterface({ input: child.stdout });
  await new Promise<void>((resolve, reject) => {
    lines.on('line', (line) => line.includes('Ready to accept connections') && resolve());
    void ended.then(() => reject(new Error('redis-server ended before it was ready')));
  });
  return {
    url: `redis://127.0.0.1:${at}`,
    port: at,
    kill: async () => {
      child.kill('SIGKILL');
      await ended;
    },
    pause: () => {
      child.kill('SIGSTOP');
      return () => void child.kill('SIGCONT');
    },
  };
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}
