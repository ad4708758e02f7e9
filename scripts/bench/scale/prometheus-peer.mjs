import { spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { cpuMsOfTree, residentMbOfTree } from '../measure.mjs';
import { startProgram } from '../processes.mjs';
import { temporaryFolder } from '../../temporary-folder.mjs';
import { freePort } from '../../free-port.mjs';

export const PROMETHEUS = {
  who: 'Prometheus with blackbox_exporter',
  install: 'apt-get install -y prometheus prometheus-blackbox-exporter',
  isThere: () =>
    ['prometheus', 'prometheus-blackbox-exporter'].every((name) => !spawnSync(name, ['--version']).error),
  start,
};

/** Scrapes of blackbox_exporter, one for each camera, from a list of files; a camera is down when the last one says so. */
async function start({ urls, call, intervalS }) {
  const folder = temporaryFolder('prometheus');
  const [exporterPort, port] = [await freePort(), await freePort()];
  const file = (name, text) => {
    writeFileSync(path.join(folder, name), text);
    return path.join(folder, name);
  };
  const http = `method: POST, headers: {Content-Type: application/soap+xml}, body: '${call}'`;
  const modules = file('blackbox.yml', `modules: {onvif: {prober: http, timeout: 5s, http: {${http}}}}`);
  const targets = file('cameras.json', JSON.stringify([{ targets: urls }]));
  const exporter = await startProgram(
    'sh',
    exec('prometheus-blackbox-exporter', [
      `--config.file=${modules}`,
      `--web.listen-address=127.0.0.1:${exporterPort}`,
    ]),
    { isSaid: (line) => (line.includes('Listening on') ? true : null) },
  );
  const prometheus = await startProgram(
    'sh',
    exec('prometheus', [
      `--config.file=${file('prometheus.yml', configOf({ targets, exporterPort, intervalS }))}`,
      `--storage.tsdb.path=${path.join(folder, 'series')}`,
      `--web.listen-address=127.0.0.1:${port}`,
    ]),
    { isSaid: (line) => (line.includes('Server is ready') ? true : null) },
  );
  const both = [exporter.pid, prometheus.pid];
  return {
    cpuMs: () => both.reduce((sum, pid) => sum + cpuMsOfTree(pid), 0),
    mb: () => both.reduce((sum, pid) => sum + residentMbOfTree(pid), 0),
    up: () => countOf(port, 'count(probe_success == 1)'),
    isDown: async (url) => (await countOf(port, `count(probe_success{instance="${url}"} == 0)`)) === 1,
    stop: async () => {
      await prometheus.stop();
      await exporter.stop();
    },
  };
}

/** What both say, they say to stderr. */
function exec(command, args) {
  return ['-c', 'exec "$0" "$@" 2>&1', command, ...args];
}

function configOf({ targets, exporterPort, intervalS }) {
  return JSON.stringify({
    scrape_configs: [
      {
        job_name: 'cameras',
        scrape_interval: `${intervalS}s`,
        scrape_timeout: '10s',
        metrics_path: '/probe',
        params: { module: ['onvif'] },
        file_sd_configs: [{ files: [targets] }],
        relabel_configs: [
          { source_labels: ['__address__'], target_label: '__param_target' },
          { source_labels: ['__param_target'], target_label: 'instance' },
          { target_label: '__address__', replacement: `127.0.0.1:${exporterPort}` },
        ],
      },
    ],
  });
}

async function countOf(port, query) {
  const response = await fetch(`http://127.0.0.1:${port}/api/v1/query?query=${encodeURIComponent(query)}`);
  const { data } = await response.json();
  return Number(data.result[0]?.value[1] ?? 0);
}
