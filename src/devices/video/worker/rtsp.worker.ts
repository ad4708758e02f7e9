import type { LookRequest } from '../opinion/look.js';
import type { lookAtStream } from './rtsp-look.js';
import { send, serve } from './serve.js';

process.title = 'shouwang-second-opinion';

const NOTHING = Buffer.alloc(0);

const look = await start();
send({ header: { ready: true }, body: NOTHING });
await serve(({ header }) => ({ header: look(header as LookRequest), body: NOTHING }));
process.exit(0);

async function start(): Promise<typeof lookAtStream> {
  try {
    return (await import('./rtsp-look.js')).lookAtStream;
  } catch (cause) {
    send({ header: { ready: false, why: String(cause).slice(0, 300) }, body: NOTHING });
    return process.exit(1);
  }
}
