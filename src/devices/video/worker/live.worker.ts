import { MessageReader } from '../process/message.js';
import type { LiveReply, LiveRequest } from '../live/live-protocol.js';
import type { LiveMaker } from './live-maker.js';
import { send } from './serve.js';

process.title = 'shouwang-live';
// Ctrl-C reaches the whole process group; a worker ends when the service closes its pipe.
process.on('SIGINT', () => {});
process.on('SIGTERM', () => {});

const NOTHING = Buffer.alloc(0);

const maker = await start();
const reader = new MessageReader();
send({ header: { ready: true }, body: NOTHING });
// With an event loop, unlike the other workers: the muxer hands its bytes to JavaScript.
for await (const piece of process.stdin) {
  for (const { header, body } of reader.push(piece as Buffer)) {
    const { pieces, why, bytes } = await maker.make(header as LiveRequest, body);
    send({
      header: { pieces, why, residentBytes: process.memoryUsage.rss() } satisfies LiveReply,
      body: bytes,
    });
  }
}
process.exit(0);

async function start(): Promise<LiveMaker> {
  try {
    const { LiveMaker } = await import('./live-maker.js');
    return new LiveMaker();
  } catch (cause) {
    send({ header: { ready: false, why: String(cause).slice(0, 300) }, body: NOTHING });
    return process.exit(1);
  }
}
