import { cpuMsOfTree, pause, residentMbOfTree } from '../measure.mjs';
import { hostOf, registerCrowd, startCrowd, startService } from '../processes.mjs';
import { PROMETHEUS } from './prometheus-peer.mjs';
import { freePort } from '../../free-port.mjs';
import { ZABBIX } from './zabbix-peer.mjs';

const INTERVAL_S = 60;
const CALL =
  '<s:Envelope xmlns:s="http://www.w3.org/2003/05/soap-envelope"><s:Body><GetSystemDateAndTime xmlns="http://www.onvif.org/ver10/device/wsdl"/></s:Body></s:Envelope>';
const LONGEST_START_MS = 8 * 60_000;
const LONGEST_NOTICE_MS = 6 * 60_000;
const LOOK_MS = 500;
/** The camera that falls: none of the first, which every one of them may be busy with. */
const FALLS = 99;

/**
 * The same call of the same cameras once a minute, by all at the same time: what it costs each, and when each says that a
 * camera has gone silent. Ours in the role `all` on SQLite, heartbeats alone.
 */
export async function peers({ cameras, minutes }) {
  const farm = await startCrowd('--count', String(cameras), '--port', String(await freePort()));
  const started = [];
  try {
    const urls = Array.from({ length: cameras }, (_, at) => urlOf(at, farm.ready.ports.onvif));
    const town = { farm, cameras, urls, call: CALL, intervalS: INTERVAL_S };
    for (const peer of [OURS, PROMETHEUS, ZABBIX]) {
      const running = peer.isThere() ? await peer.start(town) : null;
      started.push({ ...peer, running });
    }
    const there = started.filter(({ running }) => running !== null);
    await until(LONGEST_START_MS, () => everySeen(there, cameras));
    const before = there.map(({ running }) => running.cpuMs());
    await pause(minutes * 60_000);
    const cameraHours = (cameras * minutes) / 60;
    const costs = there.map(({ running }, at) => (running.cpuMs() - before[at]) / 1_000 / cameraHours);
    const memory = there.map(({ running }) => running.mb());
    const notices = await noticesOf(town, there);
    const missing = started.filter(({ running }) => running === null);
    return [
      ...there.map(({ who }, at) => ({
        who,
        cameras,
        'CPU s a camera-hour': Number(costs[at].toPrecision(3)),
        'cameras a core': Math.round(3_600 / costs[at]),
        'resident MB': Math.round(memory[at]),
        'says that a camera fell after, s': notices[at],
      })),
      ...missing.map(({ who, install }) => ({ who: `${who}: ${install}` })),
    ];
  } finally {
    for (const { running } of started) await running?.stop();
    await farm.stop();
  }
}

const OURS = { who: 'the service', isThere: () => true, start: startOurs };

async function startOurs({ farm, cameras }) {
  const settings = { PROBING_FRAME_INTERVAL_S: 86_400, PROBING_FACTS_INTERVAL_S: 604_800 };
  const service = await startService(settings);
  await registerCrowd(service, cameras, farm.ready.ports);
  let offlineBefore = null;
  const states = async (state) => {
    const { groups } = await service.json('/api/v1/camera-states/summary?by=town');
    return groups[0][state];
  };
  return {
    cpuMs: () => cpuMsOfTree(service.pid),
    mb: () => residentMbOfTree(service.pid),
    up: () => states('online'),
    // First asked in the moment of the fall, which no outage is opened in.
    isDown: async () => {
      const offline = await states('offline');
      offlineBefore ??= offline;
      return offline > offlineBefore;
    },
    stop: service.stop,
  };
}

function urlOf(at, port) {
  return `http://${hostOf(at)}:${port}/onvif/device_service`;
}

async function everySeen(there, cameras) {
  const up = await Promise.all(there.map(({ running }) => running.up()));
  process.stderr.write(`seen: ${up.join(', ')} of ${cameras}\n`);
  return up.every((count) => count >= cameras * 0.99);
}

/** Seconds from the fall until each says so; null where it did not in time. */
async function noticesOf({ farm, urls }, there) {
  await farm.ask({ do: 'change', id: `cam-${FALLS + 1}`, patch: { faults: ['accept-silent'] } });
  const begun = performance.now();
  const notices = there.map(() => null);
  await until(LONGEST_NOTICE_MS, async () => {
    for (const [at, { running }] of there.entries())
      if (notices[at] === null && (await running.isDown(urls[FALLS])))
        notices[at] = Math.round((performance.now() - begun) / 1_000);
    return notices.every((seconds) => seconds !== null);
  });
  return notices;
}

async function until(limitMs, holds) {
  const begun = performance.now();
  while (!(await holds()) && performance.now() - begun < limitMs) await pause(LOOK_MS);
}
