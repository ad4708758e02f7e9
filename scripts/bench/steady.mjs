import { gauge, late, lateness, total } from './exposition.mjs';
import { childrenOf, cpuMsOf, pause, residentMbOf } from './measure.mjs';
import { registerCrowd, startCrowd, startService } from './processes.mjs';

const CAMERAS = 10_000;
const WARM_UP_MS = 60_000;
const WINDOW_MS = 120_000;

/** 10,000 cameras at the default intervals, farm in another process. */
export async function steady() {
  const farm = await startCrowd('--count', String(CAMERAS), '--port', '18500');
  const service = await startService();
  await registerCrowd(service, CAMERAS, farm.ready.ports);
  await pause(WARM_UP_MS);
  const all = () => [service.pid, ...childrenOf(service.pid)];
  const before = {
    cpu: all().reduce((sum, pid) => sum + cpuMsOf(pid), 0),
    metrics: await service.call('/metrics'),
  };
  await pause(WINDOW_MS);
  const after = {
    cpu: all().reduce((sum, pid) => sum + cpuMsOf(pid), 0),
    metrics: await service.call('/metrics'),
  };
  const workers = childrenOf(service.pid).map((pid) => residentMbOf(pid));
  const rows = [
    { what: 'probes in the window', value: late(after.metrics, 'count') - late(before.metrics, 'count') },
    { what: 'lateness, 99 of 100 below, s', value: lateness(before.metrics, after.metrics, 0.99) },
    {
      what: 'event loop delay p99, ms',
      value: gauge(after.metrics, 'nodejs_eventloop_lag_p99_seconds') * 1_000,
    },
    { what: 'CPU of service and workers, of one core', value: (after.cpu - before.cpu) / WINDOW_MS },
    { what: 'resident memory of the service, MB', value: residentMbOf(service.pid) },
    { what: 'resident memory of the workers, MB', value: workers.reduce((sum, mb) => sum + mb, 0) },
    { what: 'cameras online', value: total(after.metrics, /shouwang_cameras\{[^}]*state="online"\} (\d+)/g) },
  ];
  await service.stop();
  await farm.stop();
  return rows.map(({ what, value }) => ({ what, value: Number(value.toFixed(2)) }));
}
