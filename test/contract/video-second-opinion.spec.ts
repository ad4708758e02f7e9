import { createServer } from 'node:net';
import { once } from 'node:events';
import { readdirSync, readFileSync } from 'node:fs';
import type { RtspTarget } from '../../src/devices/rtsp/rtsp-target.js';
import { SecondOpinion, type SecondOpinionOptions } from '../../src/devices/video/index.js';
import { encode } from './video-material.js';
import { ffmpegOnThePath, until } from './video-processes.js';
import { TinyRtspServer, type TinyServerOptions } from './video-rtsp-server.js';

const FFMPEG = ffmpegOnThePath();
const PASSWORD = "s3cret@:/%#' 密码";
const LOGIN = { username: 'ad@min', password: PASSWORD };

let picture: Buffer;
let server: TinyRtspServer | null = null;
let opinion: SecondOpinion | null = null;

beforeAll(async () => {
  picture = await encode({ codec: 'h264', widthPx: 640, heightPx: 360, subject: 'scene' });
});

afterEach(async () => {
  await opinion?.close();
  await server?.close();
  server = null;
});

async function serve(options: Partial<TinyServerOptions> = {}): Promise<RtspTarget> {
  server = new TinyRtspServer({ picture, ...options });
  const port = await server.listen();
  return { endpoint: { host: '127.0.0.1', port }, path: '/live/main?channel=1', login: null };
}

const WAYS: [string, Pick<SecondOpinionOptions, 'ffmpegPath'>][] = [
  ['libraries', {}],
  ...(FFMPEG === null ? [] : [['command', { ffmpegPath: FFMPEG }] as [string, { ffmpegPath: string }]]),
];

it('has an ffmpeg command to hold to the same contract', () => {
  if (FFMPEG === null)
    process.stderr.write('ffmpeg is missing (apt-get install ffmpeg): its half is left out\n');
  expect(FFMPEG !== null || process.env['CI'] !== 'true').toBe(true);
});

describe.each(WAYS)('a second opinion from the %s', (_name, way) => {
  const ask = (options: Partial<SecondOpinionOptions> = {}): SecondOpinion => {
    const asked = new SecondOpinion({ perMinute: 10, timeoutMs: 8_000, ...way, ...options });
    opinion = asked;
    return asked;
  };
  const seen = { ok: true, value: { codec: 'h264', widthPx: 640, heightPx: 360 } };

  it('sees the picture over TCP and hangs up', async () => {
    const target = await serve();

    expect(await ask().sample(target)).toMatchObject(seen);

    // Its TEARDOWN is sent, but lost with the reset that ends a connection on which pictures are left unread.
    await until(() => server!.open === 0);
  });

  it.each(['basic', 'digest'] as const)(
    'logs in with %s and a password of every kind of character',
    async (scheme) => {
      const target = await serve({ login: { ...LOGIN, scheme } });

      expect(await ask().sample({ ...target, login: LOGIN })).toMatchObject(seen);
    },
  );

  it('turns to UDP when the camera answers 461 to TCP, within the same session', async () => {
    const target = await serve({ udpOnly: true });

    expect(await ask().sample(target)).toMatchObject(seen);

    expect(server!.requests.filter((line) => line.startsWith('DESCRIBE'))).toHaveLength(1);
  });

  it('rejects one login and no more', async () => {
    const target = await serve({ login: { ...LOGIN, scheme: 'digest' } });
    const login = { ...LOGIN, password: 'another' };

    const outcome = await ask().sample({ ...target, login });

    expect(outcome).toMatchObject({ ok: false, fault: { code: 'login-rejected' } });
    expect(server!.requests.filter((line) => line.startsWith('DESCRIBE'))).toHaveLength(2);
  });

  it('is over at its deadline when the camera never answers', async () => {
    const target = await serve({ silent: true });
    const startedAt = performance.now();

    const outcome = await ask({ timeoutMs: 1_500 }).sample(target);

    expect(outcome).toMatchObject({ ok: false, fault: { code: 'no-key-frame' } });
    expect(performance.now() - startedAt).toBeLessThan(3_000);
    await until(() => server!.open === 0);
  });

  it('is over at its deadline when nothing follows PLAY', async () => {
    const target = await serve({ picture: null });

    expect(await ask({ timeoutMs: 1_500 }).sample(target)).toMatchObject({
      ok: false,
      fault: { code: 'no-key-frame' },
    });
  });

  it('takes no half picture for one', async () => {
    const target = await serve({ picture: picture.subarray(0, picture.length / 3) });

    expect(await ask({ timeoutMs: 2_000 }).sample(target)).toMatchObject({ ok: false });
  });

  it('takes no picture from another address for the camera', async () => {
    const elsewhere = new TinyRtspServer({ picture });
    const redirectTo = `rtsp://127.0.0.1:${await elsewhere.listen()}/other`;
    const target = await serve({ redirectTo });

    const outcome = await ask().sample(target);
    await elsewhere.close();

    expect(elsewhere.requests.length).toBeGreaterThan(0);
    expect(outcome).toMatchObject({ ok: false, fault: { code: 'stream-error' } });
  });

  it('says that nobody listens', async () => {
    const idle = createServer().listen(0, '127.0.0.1');
    await once(idle, 'listening');
    const { port } = idle.address() as { port: number };
    idle.close();
    await once(idle, 'close');

    const outcome = await ask().sample({ endpoint: { host: '127.0.0.1', port }, path: '/', login: null });

    expect(outcome).toMatchObject({ ok: false, fault: { code: 'connection-refused' } });
  });

  it('rejects with the reason of the signal, after the process is gone', async () => {
    const target = await serve({ silent: true });
    const abort = new AbortController();
    const reason = new Error('the probe is over');

    const sample = ask().sample(target, abort.signal);
    await until(() => server!.requests.length >= 2);
    abort.abort(reason);

    await expect(sample).rejects.toBe(reason);
    await until(() => server!.open === 0);
  });

  it('is not asked more often than it may be', async () => {
    let now = 0;
    const target = await serve();
    const rare = ask({ perMinute: 1, now: () => now });

    expect(await rare.sample(target)).toMatchObject(seen);
    expect(await rare.sample(target)).toBe('not-asked');
    now = 60_000;
    expect(await rare.sample(target)).toMatchObject(seen);
  });

  it('shows the password in no process and in no fault', async () => {
    const target = await serve({ silent: true });

    const sample = ask({ timeoutMs: 2_000 }).sample({ ...target, login: LOGIN });
    await until(() => server!.requests.some((line) => line.startsWith('DESCRIBE')));
    const shown = everyProcess();

    expect(shown).toMatch(/shouwang-second-opinion|ffmpeg/);
    expect(shown).not.toMatch(/s3cret|ad(@|%40)min/);
    expect(JSON.stringify(await sample)).not.toMatch(/s3cret|127\.0\.0\.1/);
  });
});

/** What any user of this machine can read of our processes: arguments and environment. */
function everyProcess(): string {
  const pids = readdirSync('/proc').filter((name) => /^\d+$/.test(name));
  return pids
    .flatMap((pid) => [`/proc/${pid}/cmdline`, `/proc/${pid}/environ`])
    .map(textOf)
    .join('\n');
}

function textOf(path: string): string {
  try {
    return readFileSync(path, 'utf8').replaceAll('\0', ' ');
  } catch {
    return '';
  }
}
