import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { type Farm, type FarmFault, startFarm, type VirtualCamera } from '../farm/index.js';
import { TOKEN } from './service.js';

const MAIN = fileURLToPath(new URL('../../dist/main.js', import.meta.url));
const PASSWORD = 'gEheim@:/%#密码77';
/** Every shape in which a password leaks: as it is, in a URL, in Basic, in JSON. */
const SHAPES = [
  PASSWORD,
  encodeURIComponent(PASSWORD),
  Buffer.from(`monitor:${PASSWORD}`).toString('base64'),
  Buffer.from(PASSWORD).toString('base64'),
];
const KINDS: Readonly<Record<string, readonly FarmFault[]>> = {
  well: [],
  refused: ['wrong-password'],
  leaking: ['credentials-in-uris'],
  frameless: ['no-key-frame'],
  garbled: ['rtsp-garbled'],
};

describe('while cameras of every kind are probed, no password is to be found', () => {
  let farm: Farm;
  let service: ChildProcess;
  let url: string;
  let dataDir: string;
  let output = '';
  const commandLines = new Set<string>();
  const cameraIds: string[] = [];

  beforeAll(async () => {
    dataDir = mkdtempSync(join(tmpdir(), 'shouwang-secrets-'));
    farm = await startFarm(Object.entries(KINDS).map(([id, faults], index) => cameraOf(id, faults, index)));
    const env = {
      ...process.env,
      SHOUWANG_DATA_DIR: dataDir,
      SHOUWANG_HTTP_PORT: '0',
      SHOUWANG_BOOTSTRAP_TOKEN: TOKEN,
      SHOUWANG_LOG_LEVEL: 'trace',
      SHOUWANG_PROBING_HEARTBEAT_INTERVAL_S: '1',
      SHOUWANG_PROBING_FRAME_INTERVAL_S: '2',
      SHOUWANG_PROBING_KEY_PICTURE_TIMEOUT_MS: '2000',
      SHOUWANG_PROBING_FIRST_PACKET_TIMEOUT_MS: '1000',
    };
    service = spawn(process.execPath, [MAIN], { env, stdio: ['ignore', 'pipe', 'pipe'] });
    service.stderr!.on('data', (chunk) => (output += chunk));
    url = await new Promise<string>((resolve) => {
      createInterface({ input: service.stdout! }).on('line', (line) => {
        output += `${line}\n`;
        const said = JSON.parse(line) as { msg?: string; url?: string };
        if (said.msg === 'listening') resolve(said.url!);
      });
    });
    await register();
    await everybodyJudged();
  }, 90_000);

  afterAll(async () => {
    const ended = once(service, 'exit');
    service.kill('SIGTERM');
    await ended;
    await farm?.close();
    rmSync(dataDir, { recursive: true, force: true });
  }, 20_000);

  it('in the log, at its most talkative', () => {
    expect(output).toContain('listening');
    expect(leaksIn(output)).toEqual([]);
  });

  it('in the command lines and environments of any process', () => {
    expect([...commandLines].some((line) => line.includes('dist/main.js'))).toBe(true);
    expect(leaksIn([...commandLines].join('\n'))).toEqual([]);
  });

  it('in any answer of the API, nor in the metrics', async () => {
    const paths = ['cameras', 'credentials', 'camera-states', 'uptime?by=camera', 'prometheus/targets'];
    const own = cameraIds.flatMap((id) => [
      `cameras/${id}`,
      `cameras/${id}/evidence`,
      `cameras/${id}/timeline`,
    ]);
    const answers = await Promise.all([...paths, ...own].map((path) => text(`/api/v1/${path}`)));
    answers.push(
      await text('/metrics'),
      ...(await Promise.all(cameraIds.map((id) => text(`/api/v1/cameras/${id}/probe`, 'POST')))),
    );
    expect(answers.every((answer) => answer.length > 10)).toBe(true);
    expect(leaksIn(answers.join('\n'))).toEqual([]);
  }, 60_000);

  it('in the files that the service keeps', () => {
    const files = readdirSync(dataDir).map((file) => readFileSync(join(dataDir, file)));
    expect(files.length).toBeGreaterThan(1);
    expect(files.flatMap((bytes) => SHAPES.filter((shape) => bytes.includes(shape)))).toEqual([]);
  });

  async function register(): Promise<void> {
    const made = async (path: string, body: unknown): Promise<string> =>
      (JSON.parse(await text(`/api/v1/${path}`, 'POST', body)) as { id: string }).id;
    const villageId = await made('villages', { name: '演示村', kind: 'village' });
    const credentialId = await made('credentials', {
      name: 'monitor',
      username: 'monitor',
      password: PASSWORD,
    });
    for (const camera of farm.cameras) {
      const network = { host: camera.host, onvif: { port: camera.onvifPort }, rtsp: null };
      cameraIds.push(await made('cameras', { name: camera.id, villageId, credentialId, network }));
    }
  }

  /** Meanwhile the process list is looked at, as anybody on the machine may. */
  async function everybodyJudged(): Promise<void> {
    for (;;) {
      for (const line of processList()) commandLines.add(line);
      const { items } = JSON.parse(await text('/api/v1/camera-states')) as { items: { state: string }[] };
      if (items.every(({ state }) => state !== 'unknown')) return;
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  }

  async function text(path: string, method = 'GET', body?: unknown): Promise<string> {
    const headers = { authorization: `Bearer ${TOKEN}`, 'content-type': 'application/json' };
    const response = await fetch(`${url}${path}`, {
      method,
      headers,
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    return response.text();
  }
});

function leaksIn(haystack: string): string[] {
  return SHAPES.filter((shape) => haystack.includes(shape));
}

function processList(): string[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .flatMap((pid) => ['cmdline', 'environ'].map((file) => `/proc/${pid}/${file}`))
    .map((file) => {
      try {
        return readFileSync(file, 'utf8').replaceAll('\0', ' ');
      } catch {
        return '';
      }
    });
}

function cameraOf(id: string, faults: readonly FarmFault[], index: number): VirtualCamera {
  return {
    id,
    host: `127.74.0.${index + 1}`,
    onvifPort: 0,
    rtspPort: 0,
    vendor: 'XM530',
    model: 'XM530',
    firmware: '1.10',
    serial: '1',
    mac: 'c0:56:e3:58:00:01',
    login: { username: 'monitor', password: PASSWORD },
    onvifAuth: 'wsse',
    rtspAuth: index % 2 === 0 ? 'basic' : 'digest-md5',
    codec: 'h264',
    size: '360p',
    picture: 'moving',
    faults,
  };
}
