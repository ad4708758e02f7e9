import { spawnSync } from 'node:child_process';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { cpuMsOf, spread } from './measure.mjs';
import { hostOf, LOGIN, startCrowd } from './processes.mjs';

const WARM_UP = 200;
const SAMPLES = 60;
const COMMANDS = 8;
const RUNS = 5;
const PATH = '/Streaming/Channels/102?transportmode=unicast&profile=SubStream';
const MAIN_PATH = PATH.replace('102', '101').replace('SubStream', 'MainStream');

/** CPU of one sampled frame: ours, the command that people type, and the decode alone. */
export async function frames() {
  const rows = [];
  for (const [codec, size] of [
    ['h264', '1080p'],
    ['h264', '360p'],
    ['h265', '1080p'],
  ]) {
    const farm = await startCrowd('--count', '1', '--codec', codec, '--size', size, '--port', '18100');
    rows.push(await compare(`${size} ${codec}`, farm.ready.ports.rtsp, size === '1080p' ? MAIN_PATH : PATH));
    await farm.stop();
  }
  return rows;
}

async function compare(picture, port, streamPath) {
  const { RtspClient } = await import('../../dist/devices/rtsp/index.js');
  const { VideoDecoder } = await import('../../dist/devices/video/index.js');
  const { PictureDecoder } = await import('../../dist/devices/video/worker/picture-decoder.js');
  const target = { endpoint: { host: hostOf(0), port }, path: streamPath, login: LOGIN };
  const client = new RtspClient();
  const decoder = new VideoDecoder({ workers: 1 });
  const first = await client.sample(target);
  if (!first.frame?.ok) throw new Error(`no frame of ${picture}: ${JSON.stringify(first.stream)}`);
  // Until the compiler knows the way: a service runs for weeks.
  await sampleCost(client, decoder, target, WARM_UP);
  const reference = new PictureDecoder();
  let pictures = [];
  const ours = [];
  const floor = [];
  const command = [];
  for (let run = 0; run < RUNS; run += 1) {
    const sampled = await sampleCost(client, decoder, target);
    ours.push(sampled.costMs);
    pictures = sampled.pictures;
    floor.push(decodeCost(reference, sampled.pictures));
    command.push(commandCost(target));
  }
  await decoder.close();
  const bytes = pictures.reduce((sum, picture) => sum + picture.bytes.length, 0) / pictures.length;
  const [a, b, c] = [spread(ours), spread(floor), spread(command)];
  return {
    picture,
    'ours ms': `${a.median} (${a.min}–${a.max})`,
    'floor ms': `${b.median} (${b.min}–${b.max})`,
    'ffmpeg ms': c.runs === 0 ? 'not installed' : `${c.median} (${c.min}–${c.max})`,
    'of ffmpeg': `1/${(c.median / a.median).toFixed(1)}`,
    'above floor ms': difference(ours, floor),
    'picture kB': Math.round(bytes / 1_000),
    runs: `${RUNS} × ${SAMPLES} (ffmpeg ${RUNS} × ${COMMANDS})`,
  };
}

async function sampleCost(client, decoder, target, samples = SAMPLES) {
  await decoder.decode((await client.sample(target)).frame.value);
  const [worker] = decoder.stats().pids;
  const pictures = [];
  const [before, workerBefore] = [process.cpuUsage(), cpuMsOf(worker)];
  for (let sample = 0; sample < samples; sample += 1) {
    const report = await client.sample(target);
    pictures.push(report.frame.value);
    const decoded = await decoder.decode(report.frame.value);
    if (!decoded.ok) throw new Error(decoded.fault.detail);
  }
  const { user, system } = process.cpuUsage(before);
  return { costMs: ((user + system) / 1_000 + cpuMsOf(worker) - workerBefore) / samples, pictures };
}

/** Of the very pictures that were sampled: the farm's reels hold several key pictures, and their sizes differ by half. */
function decodeCost(decoder, pictures) {
  const decode = ({ codec, bytes }) =>
    decoder.decode({ codec, planesMaxWidthPx: 160, planesMaxHeightPx: 120, jpegMaxWidthPx: null }, bytes);
  decode(pictures[0]);
  const before = process.cpuUsage();
  for (const picture of pictures) decode(picture);
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1_000 / pictures.length;
}

function difference(ours, floor) {
  const { median, min, max } = spread(ours.map((costMs, run) => costMs - floor[run]));
  return `${median} (${min}–${max})`;
}

/** `times` of the shell knows what its children used. */
function commandCost({ endpoint, path: streamPath }) {
  const url = `rtsp://${LOGIN.username}:${LOGIN.password}@${endpoint.host}:${endpoint.port}${streamPath}`;
  const out = path.join(tmpdir(), 'shouwang-bench.jpg');
  const once = `ffmpeg -v error -y -rtsp_transport tcp -i '${url}' -frames:v 1 '${out}'`;
  const script = `for i in $(seq ${COMMANDS}); do ${once} </dev/null || exit 1; done; times`;
  const { stdout, status } = spawnSync('bash', ['-c', script], { encoding: 'utf8' });
  if (status !== 0) throw new Error('the ffmpeg command failed: apt-get install -y ffmpeg');
  const seconds = stdout
    .trim()
    .split('\n')
    .at(-1)
    .split(' ')
    .map((text) => {
      const [, minutes, rest] = /(\d+)m([\d.]+)s/.exec(text);
      return Number(minutes) * 60 + Number(rest);
    });
  return ((seconds[0] + seconds[1]) * 1_000) / COMMANDS;
}
