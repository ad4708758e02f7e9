import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { type AddressInfo, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type Farm, startFarm } from '../farm/index.js';
import { describeWith } from '../needs.js';
import { type Service, startService, TOKEN } from './service.js';

const CONFIG = fileURLToPath(new URL('../../config/prometheus/', import.meta.url));
const QUIET = { PROBING_HEARTBEAT_INTERVAL_S: '3600', PROBING_FRAME_INTERVAL_S: '86400' };
const PATIENCE_MS = 15_000;

const CAMERA = {
  id: 'camera',
  host: '127.75.0.1',
  onvifPort: 0,
  rtspPort: 0,
  vendor: 'Dahua',
  model: 'IPC-HFW1230S',
  firmware: '1.10',
  serial: '1',
  mac: 'c0:56:e3:58:00:01',
  login: { username: 'monitor', password: 'right' },
  onvifAuth: 'wsse',
  rtspAuth: 'digest-md5',
  codec: 'h264',
  size: '360p',
  picture: 'moving',
  faults: ['needs-action'],
} as const;

interface Sample {
  readonly metric: Readonly<Record<string, string>>;
  readonly value: readonly unknown[];
}

describeWith(['promtool', 'blackbox'], 'Prometheus with the configuration that we ship', () => {
  const running: ChildProcess[] = [];
  let folder: string;
  let farm: Farm;
  let service: Service;
  let prometheus: string;

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'shouwang-prometheus-'));
    farm = await startFarm([CAMERA]);
    service = await startService(QUIET);
    await register();
    const [port, blackboxPort] = [await freePort(), await freePort()];
    prometheus = `http://127.0.0.1:${port}`;
    const config = write('prometheus.yml', adapted('with-blackbox.yml', blackboxPort));
    start('prometheus-blackbox-exporter', [
      `--config.file=${join(CONFIG, 'blackbox.yml')}`,
      `--web.listen-address=127.0.0.1:${blackboxPort}`,
    ]);
    start('prometheus', [
      `--config.file=${config}`,
      `--storage.tsdb.path=${join(folder, 'data')}`,
      `--web.listen-address=127.0.0.1:${port}`,
    ]);
  }, 30_000);

  afterAll(async () => {
    await Promise.all(running.map((child) => stop(child)));
    await service?.close();
    await farm?.close();
    rmSync(folder, { recursive: true, force: true });
  }, 20_000);

  it.each(['prometheus.yml', 'with-blackbox.yml'])('finds no fault in %s', (name) => {
    const file = write(`checked-${name}`, adapted(name, 9_115));
    expect(execFileSync('promtool', ['check', 'config', file], { encoding: 'utf8' })).toContain('SUCCESS');
  });

  it('scrapes the service', async () => {
    const sample = await query('shouwang_cameras{village="上坡村",state="unknown"}');
    expect(sample.metric).toMatchObject({ programme: '雪亮工程', job: 'shouwang' });
    expect(sample.value[1]).toBe('1');
  }, 20_000);

  it('takes the cameras from the register, and a second pair of eyes sees them', async () => {
    const sample = await query('probe_success == 1');
    expect(sample.metric).toEqual({
      __name__: 'probe_success',
      job: 'shouwang-cameras',
      instance: expect.stringMatching(/^[0-9a-f-]{36}$/),
      village: '上坡村',
      programme: '雪亮工程',
    });
  }, 20_000);

  async function register(): Promise<void> {
    const make = async (path: string, body: object): Promise<string> =>
      (await service.json<{ id: string }>('POST', `/api/v1/${path}`, body)).id;
    const villageId = await make('villages', { name: '上坡村', kind: 'village' });
    const programmeId = await make('programmes', { name: '雪亮工程' });
    const [camera] = farm.cameras;
    const network = { host: camera!.host, onvif: { port: camera!.onvifPort }, rtsp: null };
    await make('cameras', { name: '村口', villageId, programmeId, network });
  }

  /** As shipped, but for the ports of this test, its token, and its patience. */
  function adapted(name: string, blackboxPort: number): string {
    return readFileSync(join(CONFIG, name), 'utf8')
      .replaceAll('localhost:8680', new URL(service.url).host)
      .replaceAll('localhost:9115', `127.0.0.1:${blackboxPort}`)
      .replaceAll('/etc/prometheus/shouwang-token', write('token', TOKEN))
      .replaceAll(/(scrape_interval|scrape_timeout|refresh_interval): \d+s/g, '$1: 1s');
  }

  function write(name: string, text: string): string {
    const file = join(folder, name);
    writeFileSync(file, text);
    return file;
  }

  function start(command: string, args: readonly string[]): void {
    running.push(spawn(command, args, { stdio: 'ignore' }));
  }

  /** The first sample, as soon as there is one. */
  async function query(text: string): Promise<Sample> {
    const deadline = Date.now() + PATIENCE_MS;
    while (Date.now() < deadline) {
      const answer = await ask(`query?query=${encodeURIComponent(text)}`);
      const [found] = (answer as { data: { result: Sample[] } } | null)?.data.result ?? [];
      if (found !== undefined) return found;
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
    throw new Error(`no sample of ${text}; targets: ${JSON.stringify(await ask('targets'))}`);
  }

  /** Null while Prometheus does not answer yet. */
  async function ask(path: string): Promise<unknown> {
    const answer = await fetch(`${prometheus}/api/v1/${path}`).catch(() => null);
    return answer?.ok ? answer.json() : null;
  }
});

async function stop(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const ended = once(child, 'exit');
  child.kill('SIGTERM');
  await ended;
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}
