import { readFileSync } from 'node:fs';
import { writeXlsx } from 'hucre/xlsx';
import { pause, percentile, residentMbOf } from './measure.mjs';
import { startService } from './processes.mjs';

const ROWS = 10_000;
const VILLAGES = 42;
const ASK_EVERY_MS = 20;

/** 10,000 rows of the classic template go in while somebody else asks for the list of villages all the time. */
export async function importing() {
  const rows = [];
  for (const kind of ['csv', 'xlsx']) {
    const service = await startService({
      PROBING_HEARTBEAT_INTERVAL_S: 3_600,
      PROBING_FRAME_INTERVAL_S: 86_400,
      LOG_LEVEL: 'info',
    });
    await post(service, 'villages', villagesFile());
    const file =
      kind === 'csv' ? csvOf(table()) : await writeXlsx({ sheets: [{ name: 'S', rows: table() }] });
    rows.push(await measured(service, `first time, ${kind}`, file, 'created'));
    rows.push(await measured(service, `again, ${kind}`, file, 'unchanged'));
    await service.stop();
  }
  return rows;
}

async function measured(service, what, file, outcome) {
  await pause(2_000);
  // A scrape begins a new window of the event loop's delays.
  await service.call('/metrics');
  const asked = askAllTheTime(service);
  const begun = performance.now();
  const { summary } = await post(service, 'cameras', file);
  const seconds = (performance.now() - begun) / 1_000;
  const { waits, peakMb } = await asked.stop();
  const metrics = await service.call('/metrics');
  if (summary[outcome] !== ROWS) throw new Error(`${what}: ${JSON.stringify(summary)}`);
  return {
    what,
    seconds: Number(seconds.toFixed(1)),
    'delay p99, ms': Math.round(gauge(metrics, 'nodejs_eventloop_lag_p99_seconds') * 1_000),
    'delay max, ms': Math.round(gauge(metrics, 'nodejs_eventloop_lag_max_seconds') * 1_000),
    'a request p99, ms': Math.round(percentile(waits, 0.99)),
    'resident peak, MB': Math.round(peakMb),
  };
}

function askAllTheTime(service) {
  const waits = [];
  let peakMb = 0;
  const over = new AbortController();
  const asking = (async () => {
    while (!over.signal.aborted) {
      const begun = performance.now();
      await service.call('/api/v1/villages?limit=1');
      waits.push(performance.now() - begun);
      peakMb = Math.max(peakMb, residentMbOf(service.pid));
      await pause(ASK_EVERY_MS);
    }
  })();
  const stop = async () => {
    over.abort();
    await asking;
    const [, peakKb] = /VmHWM:\s+(\d+)/.exec(readFileSync(`/proc/${service.pid}/status`, 'utf8'));
    return { waits, peakMb: Math.max(peakMb, Number(peakKb) / 1_024) };
  };
  return { stop };
}

async function post(service, noun, body) {
  const response = await fetch(`${service.ready.url}/api/v1/${noun}/import?wait=true`, {
    method: 'POST',
    headers: { authorization: `Bearer ${service.token}`, 'content-type': 'application/octet-stream' },
    body,
  });
  const text = await response.text();
  if (!response.ok) throw new Error(`${noun} answered ${response.status}: ${text.slice(0, 500)}`);
  return JSON.parse(text);
}

function villagesFile() {
  const names = Array.from({ length: VILLAGES }, (_, index) => `村${index}`);
  return `名称\n${names.join('\n')}`;
}

function table() {
  const header =
    'SBBM SBMC SBCS XZQY JKDWLX SBXH DWSC IPV4 MACDZ SXJLX SXJGNLX BGSX SXJBMGS AZDZ JD WD SXJWZLX JSFW LWSX SSXQGAJG AZSJ GLDW GLDWLXFS LXBCTS SBZT SSBMHY 村/社区 资产卡片号';
  return [header.split(' '), ...Array.from({ length: ROWS }, (_, index) => rowOf(index))];
}

function rowOf(index) {
  const hex = index.toString(16).padStart(6, '0');
  const [x, y] = [118.4 + (index % 1_000) / 10_000, 24.7 + (index % 700) / 10_000];
  return [
    `3505820000131${String(index).padStart(7, '0')}`,
    `村口 ${index}`,
    '大华',
    '350582',
    '2',
    'DH-IPC-HFW5442',
    `大榕树 ${index}`,
    `10.${60 + Math.floor(index / 62_500)}.${Math.floor(index / 250) % 250}.${(index % 250) + 1}`,
    `00-11-22-${hex.slice(0, 2)}-${hex.slice(2, 4)}-${hex.slice(4)}`,
    '固定枪机',
    '普通监控',
    '红外补光',
    'H.265',
    '安海镇某村某路口',
    x.toFixed(5),
    y.toFixed(5),
    '校园周边/交通干线',
    '全向',
    '已联网',
    '350582000000',
    '2021-05-01',
    '某村村委会',
    '0595-85780000',
    '30',
    '在用',
    '村委会',
    `村${index % VILLAGES}`,
    `A-${index}`,
  ];
}

function csvOf(rows) {
  return Buffer.from(rows.map((cells) => cells.join(',')).join('\n'));
}

function gauge(text, name) {
  return Number(new RegExp(`^${name} ([\\d.e+-]+)`, 'm').exec(text)?.[1] ?? Number.NaN);
}
