import net from 'node:net';
import { Worker } from 'node:worker_threads';
import type { Endpoint } from '../../wire/endpoint.js';

/** Listens, then never runs again: once its backlog is full, the kernel answers no SYN. */
const SOURCE = `
const { parentPort, workerData } = require('node:worker_threads');
const server = require('node:net').createServer().listen({ host: '127.0.0.1', port: 0, backlog: 1 }, () => {
  parentPort.postMessage(server.address().port);
  setImmediate(() => Atomics.wait(new Int32Array(workerData), 0, 0));
});`;

export interface BlockedListener {
  readonly endpoint: Endpoint;
  close(): Promise<void>;
}

export async function startBlockedListener(): Promise<BlockedListener> {
  const latch = new SharedArrayBuffer(4);
  const worker = new Worker(SOURCE, { eval: true, workerData: latch });
  const port = await new Promise<number>((resolve) => worker.once('message', resolve));
  const fillers = [1, 2, 3].map(() => net.connect({ host: '127.0.0.1', port }).on('error', () => {}));
  await Promise.all(
    fillers.slice(0, 2).map((filler) => new Promise((resolve) => filler.once('connect', resolve))),
  );
  return {
    endpoint: { host: '127.0.0.1', port },
    close: async () => {
      for (const filler of fillers) filler.destroy();
      Atomics.store(new Int32Array(latch), 0, 1);
      Atomics.notify(new Int32Array(latch), 0);
      await worker.terminate();
    },
  };
}
