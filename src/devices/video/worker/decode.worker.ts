import type { DecodeReply, DecodeRequest } from '../decode-protocol.js';
import type { PictureDecoder } from './picture-decoder.js';
import { send, serve } from './serve.js';

process.title = 'shouwang-decoder';
// Ctrl-C reaches the whole process group; a worker ends when the service closes its pipe, not before its job is done.
process.on('SIGINT', () => {});
process.on('SIGTERM', () => {});

const NOTHING = Buffer.alloc(0);

const decoder = await start();
send({ header: { ready: true }, body: NOTHING });
await serve(({ header, body }) => {
  const { reply, bytes } = decoder.decode(header as DecodeRequest, body);
  return {
    header: { ...reply, residentBytes: process.memoryUsage.rss() } satisfies DecodeReply,
    body: bytes,
  };
});
process.exit(0);

/** FFmpeg's libraries come as a native addon; where it is missing, the service is told why. */
async function start(): Promise<PictureDecoder> {
  try {
    const { PictureDecoder } = await import('./picture-decoder.js');
    return new PictureDecoder();
  } catch (cause) {
    send({ header: { ready: false, why: String(cause).slice(0, 300) }, body: NOTHING });
    return process.exit(1);
  }
}
