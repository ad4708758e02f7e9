import { spawn, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { cpuMsOf, pause, spread } from './measure.mjs';
import { hostOf, registerCrowd, startCrowd, startService } from './processes.mjs';

const CAMERAS = 500;
const RUNS = 3;
const WINDOW_MS = 10_000;
const WARM_UP_MS = 45_000;
const PEER_PORT = 19_115;
const CLOCK_CALL =
  '<s:Envelope xmlns:s="http://www.w3.org/2003/05/soap-envelope"><s:Body><GetSystemDateAndTime xmlns="http://www.onvif.org/ver10/device/wsdl"/></s:Body></s:Envelope>';

/** CPU of 1,000 heartbeats: the whole service (schedule, ONVIF, judging, storing) and blackbox_exporter's bare call. */
export async function heartbeats() {
  const farm = await startCrowd('--count', String(CAMERAS), '--port', '18200');
  const ours = await serviceCost(farm.ready.ports);
  const peer = spawnSync('prometheus-blackbox-exporter', ['--version']).error
    ? null
    : await blackboxCost(farm.ready.ports);
  await farm.stop();
  const rows = [row('the service', ours)];
  if (peer === null)
    return [...rows, { who: 'blackbox_exporter: apt-get install -y prometheus-blackbox-exporter' }];
  const ratio = (spread(ours, 4).median / spread(peer, 4).median).toFixed(2);
  return [...rows, row('blackbox_exporter', peer), { who: 'ratio', median: Number(ratio) }];
}

async function serviceCost(ports) {
  const service = await startService({
    PROBING_HEARTBEAT_INTERVAL_S: 1,
    PROBING_FRAME_INTERVAL_S: 86_400,
  });
  await registerCrowd(service, CAMERAS, ports);
  // Until the compiler knows the way; the first frame of a new camera came within two heartbeats.
  await pause(WARM_UP_MS);
  const runs = [];
  for (let run = 0; run < RUNS; run += 1) {
    const [cpu, count] = [cpuMsOf(service.pid), await answeredBy(service)];
    await pause(WINDOW_MS);
    runs.push((cpuMsOf(service.pid) - cpu) / ((await answeredBy(service)) - count));
  }
  await service.stop();
  return runs;
}

async function answeredBy(service) {
  return Number(
    /shouwang_probes_total\{rung="onvif",outcome="passed"\} (\d+)/.exec(await service.call('/metrics'))[1],
  );
}

async function blackboxCost(ports) {
  const folder = mkdtempSync(path.join(tmpdir(), 'shouwang-blackbox-'));
  const config = path.join(folder, 'blackbox.yml');
  const http = `method: POST, headers: {Content-Type: application/soap+xml}, body: '${CLOCK_CALL}'`;
  writeFileSync(config, `modules: {onvif: {prober: http, timeout: 5s, http: {${http}}}}`);
  const args = [
    `--config.file=${config}`,
    `--web.listen-address=127.0.0.1:${PEER_PORT}`,
    '--log.level=error',
  ];
  const exporter = spawn('prometheus-blackbox-exporter', args, { stdio: 'ignore' });
  await pause(1_500);
  const probe = async (index) => {
    const target = encodeURIComponent(
      `http://${hostOf(index % CAMERAS)}:${ports.onvif}/onvif/device_service`,
    );
    const answer = await (
      await fetch(`http://127.0.0.1:${PEER_PORT}/probe?module=onvif&target=${target}`)
    ).text();
    if (!answer.includes('probe_success 1')) throw new Error(`blackbox_exporter failed on ${hostOf(index)}`);
  };
  const runs = [];
  for (let run = 0; run < RUNS; run += 1) {
    const cpu = cpuMsOf(exporter.pid);
    for (let batch = 0; batch < 50; batch += 1) {
      await Promise.all(Array.from({ length: 20 }, (_, index) => probe(batch * 20 + index)));
    }
    runs.push((cpuMsOf(exporter.pid) - cpu) / 1_000);
  }
  exporter.kill('SIGTERM');
  rmSync(folder, { recursive: true, force: true });
  return runs;
}

function row(who, values) {
  return { who, ...spread(values, 3), unit: 'CPU seconds for 1,000' };
}
