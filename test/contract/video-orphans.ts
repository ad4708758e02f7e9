import { buffer } from 'node:stream/consumers';
import { VideoDecoder } from '../../src/devices/video/index.js';

// A service in small: decodes what comes on standard input, names its workers and waits to be killed.
const decoder = new VideoDecoder({ workers: 2 });
const bytes = await buffer(process.stdin);
await Promise.all([decoder.decode({ codec: 'h264', bytes }), decoder.decode({ codec: 'h264', bytes })]);
process.stdout.write(JSON.stringify({ pids: decoder.stats().pids }));
setInterval(() => {}, 60_000);
