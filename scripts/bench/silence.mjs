import { pause, spread } from './measure.mjs';
import { hostOf, LOGIN, startCrowd } from './processes.mjs';

const CAMERAS = 100;
const SILENT = 500;
const WORKERS = 2;
const AT_ONCE = 16;
const RUNS = 4;
const WINDOW_MS = 4_000;
const PATH = '/Streaming/Channels/102?transportmode=unicast&profile=SubStream';

/** Frames a second with nobody else waiting, and beside 500 cameras that accept and never answer; in turns. */
export async function silence() {
  const farm = await startCrowd('--count', String(CAMERAS), '--port', '18300');
  const mute = await startCrowd('--count', String(SILENT), '--port', '18400', '--fault', 'accept-silent');
  const { RtspClient } = await import('../../dist/devices/rtsp/index.js');
  const { VideoDecoder } = await import('../../dist/devices/video/index.js');
  const decoder = new VideoDecoder({ workers: WORKERS });
  const client = new RtspClient({ limits: { answerTimeoutMs: 60_000 } });
  const sampled = async () => {
    let frames = 0;
    const until = performance.now() + WINDOW_MS;
    const worker = async (index) => {
      for (let at = index; performance.now() < until; at += AT_ONCE) {
        const report = await client.sample(target(at % CAMERAS, farm.ready.ports.rtsp));
        if (report.frame?.ok && (await decoder.decode(report.frame.value)).ok) frames += 1;
      }
    };
    await Promise.all(Array.from({ length: AT_ONCE }, (_, index) => worker(index)));
    return frames / (WINDOW_MS / 1_000);
  };
  await sampled();
  const [alone, beside] = [[], []];
  for (let run = 0; run < RUNS; run += 1) {
    alone.push(await sampled());
    const stop = new AbortController();
    const waits = Array.from({ length: SILENT }, (_, index) =>
      client.sample(target(index, mute.ready.ports.rtsp), stop.signal).catch(() => {}),
    );
    await pause(1_000);
    beside.push(await sampled());
    stop.abort(new Error('measured'));
    await Promise.all(waits);
  }
  await decoder.close();
  await Promise.all([farm.stop(), mute.stop()]);
  const [a, b] = [spread(alone, 1), spread(beside, 1)];
  return [
    { what: 'frames/s, 0 silent cameras', ...a },
    { what: `frames/s, ${SILENT} silent cameras`, ...b },
    { what: 'ratio', median: Number((b.median / a.median).toFixed(3)) },
  ];
}

function target(index, port) {
  return { endpoint: { host: hostOf(index), port }, path: PATH, login: LOGIN };
}
