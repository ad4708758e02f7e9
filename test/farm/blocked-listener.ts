import { connect, type Socket } from 'node:net';
import { Worker } from 'node:worker_threads';

const FILL_TRIES = 8;
const FILLED_AFTER_MS = 150;

/** A port whose backlog is full and whose owner sleeps: the kernel answers no further SYN. */
export async function openBlockedListener(
  host: string,
  port: number,
): Promise<{ port: number; close(): Promise<void> }> {
  const worker = new Worker(
    `const { createServer } = require('node:net');
     const { parentPort, workerData } = require('node:worker_threads');
     const server = createServer();
     server.listen({ host: workerData.host, port: workerData.port, backlog: 1 }, () => {
       parentPort.postMessage(server.address().port);
       setImmediate(() => Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0));
     });`,
    { eval: true, workerData: { host, port } },
  );
  const listening = await new Promise<number>((resolve, reject) =>
    worker.once('message', resolve).once('error', reject),
  );
  const fillers: Socket[] = [];
  for (let tried = 0; tried < FILL_TRIES; tried += 1) {
    const filler = connect(listening, host);
    fillers.push(filler);
    if (!(await connectsSoon(filler))) break;
  }
  return {
    port: listening,
    close: async () => {
      for (const filler of fillers) filler.destroy();
      await worker.terminate();
    },
  };
}

function connectsSoon(socket: Socket): Promise<boolean> {
  return new Promise((resolve) => {
    const timer = setTimeout(() => resolve(false), FILLED_AFTER_MS);
    socket.on('error', () => {});
    socket.once('connect', () => {
      clearTimeout(timer);
      resolve(true);
    });
  });
}
