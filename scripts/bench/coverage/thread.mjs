/**
 * The map in the thread that the service keeps it in, with what its event loop feels of it: prints one line of JSON. It
 * has a process of its own, so that the delay is of nothing else.
 */
import { once } from 'node:events';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { startThread } from '../../../dist/platform/thread/start-thread.js';
import { percentile } from '../measure.mjs';
import { benchTown, numbersOf } from './town.mjs';

const MAP = new URL('../../../dist/coverage/app/live-map.worker.js', import.meta.url);
/** As `coverage.mapMemoryMb` is by default. */
const LIMITS = { memoryMb: 512, youngMb: 64 };
const CHANGES = 500;

const grounds = benchTown();
const worker = startThread(MAP, null, LIMITS);
await once(worker, 'online');
const delay = monitorEventLoopDelay({ resolution: 5 });
delay.enable();
const handing = performance.now();
worker.postMessage({ kind: 'load', town: { grounds, names: {}, unwatched: [] } }, []);
const handedMs = performance.now() - handing;
await once(worker, 'message');
const loadedMs = performance.now() - handing;
delay.disable();

const number = numbersOf(2);
const changes = [];
for (let at = 0; at < CHANGES; at += 1) {
  const cameraId = `camera ${Math.floor(number() * grounds.cameras.length)}`;
  const begun = performance.now();
  const change = { kind: 'state', cameraId, isLive: number() < 0.5, isWatched: true };
  worker.postMessage({ kind: 'change', changes: [change] }, []);
  await once(worker, 'message');
  changes.push(performance.now() - begun);
}
await worker.terminate();
const [p50, p99] = [percentile(changes, 0.5), percentile(changes, 0.99)];
const delayMs = { p99: delay.percentile(99) / 1e6, max: delay.max / 1e6 };
const peakMb = process.resourceUsage().maxRSS / 1_024;
process.stdout.write(
  `${JSON.stringify({ handedMs, loadedMs, delayMs, changes: { p50, p99, max: Math.max(...changes) }, peakMb })}\n`,
);
