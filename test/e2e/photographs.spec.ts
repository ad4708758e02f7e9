import { execFile, spawn, type ChildProcess } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { describeWith } from '../needs.js';
import { type Service, startService } from './service.js';

const run = promisify(execFile);
const PHOTOGRAPHS = ['wood-d', 'wood-l', 'pixels-d', 'grid-l'];
const LOGIN = { username: 'monitor', password: '密码@:/%#' };
const SMALL = { width: 64, height: 36 };

describeWith(['gstreamer', 'ffmpeg', 'photographs'], 'photographs served by GStreamer', () => {
  let folder: string;
  let server: ChildProcess;
  let port: number;
  let service: Service;

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'shouwang-photographs-'));
    await preparePhotographs(join(folder, 'photographs'));
    [server, port] = await startPhotographServer(join(folder, 'photographs'));
    service = await startService();
  }, 60_000);

  afterAll(async () => {
    await service?.close();
    server?.stdin?.end();
    rmSync(folder, { recursive: true, force: true });
  });

  it.each(['h264', 'h265'])(
    'confirms a %s stream live and shows the photograph that is on it',
    async (codec) => {
      const cameraId = await register(service, codec, port);

      const probe = await service.json<{ verdict: { outcome: string; impairment: unknown } }>(
        'POST',
        `/api/v1/cameras/${cameraId}/probe`,
      );
      expect(probe.verdict).toEqual({ outcome: 'live', impairment: null });

      const frame = await service.request('GET', `/api/v1/cameras/${cameraId}/frame?reason=acceptance`);
      expect(frame.headers.get('content-type')).toBe('image/jpeg');
      const distances = await distancesTo(
        join(folder, 'photographs'),
        Buffer.from(await frame.arrayBuffer()),
      );
      const [nearest, next] = distances.toSorted((a, b) => a - b);
      // Mean absolute difference of luma: coding costs a level or two, another photograph dozens.
      expect(nearest).toBeLessThan(4);
      expect(next).toBeGreaterThan(12);
    },
    30_000,
  );
});

async function register(service: Service, codec: string, port: number): Promise<string> {
  const made = (path: string, body: unknown): Promise<{ id: string }> =>
    service.json('POST', `/api/v1/${path}`, body);
  const village = await made('villages', { name: `村 ${codec}`, kind: 'village' });
  const credential = await made('credentials', { name: codec, ...LOGIN });
  const camera = await made('cameras', {
    name: `photographs in ${codec}`,
    villageId: village.id,
    credentialId: credential.id,
    network: { host: '127.0.0.1', onvif: null, rtsp: { port, path: `/${codec}` } },
  });
  return camera.id;
}

async function preparePhotographs(folder: string): Promise<void> {
  mkdirSync(folder);
  for (const [index, name] of PHOTOGRAPHS.entries()) {
    const source = `/usr/share/backgrounds/gnome/${name}.webp`;
    const target = join(folder, `${index}.jpg`);
    await run('ffmpeg', [
      '-v',
      'error',
      '-i',
      source,
      '-vf',
      'scale=640:360',
      '-frames:v',
      '1',
      '-q:v',
      '2',
      target,
    ]);
  }
}

async function startPhotographServer(folder: string): Promise<[ChildProcess, number]> {
  const script = fileURLToPath(new URL('gstreamer/photograph-server.py', import.meta.url));
  const server = spawn('/usr/bin/python3', [script, folder], { stdio: ['pipe', 'pipe', 'inherit'] });
  server.stdin.write(`${LOGIN.username}\n${LOGIN.password}\n`);
  const [port] = await new Promise<string[]>((resolve, reject) => {
    server.once('exit', (code) => reject(new Error(`the photograph server ended with ${code}`)));
    createInterface({ input: server.stdout }).on('line', (line) => {
      if (line.startsWith('READY ')) resolve(line.split(' ').slice(1));
    });
  });
  return [server, Number(port)];
}

async function distancesTo(folder: string, jpeg: Buffer): Promise<number[]> {
  const shown = await smallLuma(['-f', 'mjpeg', '-i', 'pipe:0'], jpeg);
  const photographs = await Promise.all(
    PHOTOGRAPHS.map((_, index) => smallLuma(['-i', join(folder, `${index}.jpg`)], Buffer.alloc(0))),
  );
  return photographs.map((photograph) => {
    const sum = photograph.reduce((total, luma, index) => total + Math.abs(luma - shown[index]!), 0);
    return sum / photograph.length;
  });
}

function smallLuma(input: readonly string[], stdin: Buffer): Promise<Buffer> {
  const { width, height } = SMALL;
  const args = [
    '-v',
    'error',
    ...input,
    '-vf',
    `scale=${width}:${height}:flags=area,format=gray`,
    '-f',
    'rawvideo',
    '-',
  ];
  return new Promise((resolve, reject) => {
    const child = execFile('ffmpeg', args, { encoding: 'buffer' }, (error, stdout) =>
      error ? reject(error) : resolve(stdout),
    );
    child.stdin?.end(stdin);
  });
}
