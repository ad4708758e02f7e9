import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { RtspClient, type RtspTarget, type SampleReport } from '../../src/devices/rtsp/index.js';
import { VideoDecoder } from '../../src/devices/video/index.js';
import type { Login } from '../../src/devices/wire/endpoint.js';
import { describeWith } from '../needs.js';

const LOGIN: Login = { username: '值班', password: '密码@:/%#"' };
const client = new RtspClient();
const decoder = new VideoDecoder({ workers: 1 });

const CODECS = [
  ['h264', 'h264'],
  ['h265', 'h265'],
  ['jpeg', 'mjpeg'],
] as const;

describeWith('gstreamer', "GStreamer's RTSP server", () => {
  let open: TestStreams;
  let locked: TestStreams;

  beforeAll(async () => {
    [open, locked] = await Promise.all([startStreams(null), startStreams(LOGIN)]);
  }, 30_000);

  afterAll(async () => {
    await Promise.all([open?.stop(), locked?.stop(), decoder.close()]);
  });

  it.each(CODECS)('gives a whole %s key picture over TCP', async (path, codec) => {
    const report = await client.sample(open.target(`/${path}`));

    expect(report).toMatchObject({
      stream: { ok: true, value: { codec, transport: 'tcp' } },
      lostPackets: 0,
    });
    expect(await decodedSize(report)).toEqual([640, 360]);
  });

  it.each(CODECS)('gives a whole %s key picture over UDP when it takes no TCP', async (path, codec) => {
    const report = await client.sample(open.target(`/udp/${path}`));

    expect(report).toMatchObject({ stream: { ok: true, value: { codec, transport: 'udp' } } });
    expect(await decodedSize(report)).toEqual([640, 360]);
  });

  it('takes a login by Digest', async () => {
    const report = await client.sample({ ...locked.target('/h264'), login: LOGIN });

    expect(report).toMatchObject({ frame: { ok: true }, loginAccepted: true, loginRejected: false });
  });

  it('takes a login by Digest over UDP', async () => {
    const report = await client.sample({ ...locked.target('/udp/h265'), login: LOGIN });

    expect(report).toMatchObject({ frame: { ok: true }, loginAccepted: true, loginRejected: false });
  });

  it('rejects a wrong password once', async () => {
    const report = await client.sample({ ...locked.target('/h264'), login: { ...LOGIN, password: 'wrong' } });

    expect(report).toMatchObject({
      stream: { ok: false, fault: { code: 'login-rejected' } },
      frame: null,
      loginRejected: true,
      loginAccepted: false,
    });
  });

  it('has no stream where none is mounted', async () => {
    const report = await client.sample(open.target('/nowhere'));

    expect(report.stream).toMatchObject({ ok: false, fault: { code: 'stream-not-found' } });
  });

  it('says whether its service lives, without a login', async () => {
    expect(await client.options(locked.target('/h264'))).toMatchObject({ ok: true });
  });
});

interface TestStreams {
  target(path: string): RtspTarget;
  stop(): Promise<void>;
}

async function startStreams(login: Login | null): Promise<TestStreams> {
  const script = fileURLToPath(new URL('gstreamer/test-streams.py', import.meta.url));
  const server = spawn('/usr/bin/python3', [script], { stdio: ['pipe', 'pipe', 'inherit'] });
  server.stdin.write(`${login?.username ?? ''}\n${login?.password ?? ''}\n`);
  const port = await readPort(server);
  return {
    target: (path) => ({ endpoint: { host: '127.0.0.1', port }, path, login: null }),
    stop: async () => {
      const exited = once(server, 'exit');
      server.stdin.end();
      await exited;
    },
  };
}

function readPort(server: ChildProcess): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('exit', (code) => reject(new Error(`the test streams ended with ${code}`)));
    createInterface({ input: server.stdout! }).on('line', (line) => {
      if (line.startsWith('READY ')) resolve(Number(line.split(' ')[1]));
    });
  });
}

async function decodedSize({ stream, frame }: SampleReport): Promise<[number, number]> {
  if (frame?.ok !== true) throw new Error(JSON.stringify(frame?.fault ?? stream));
  const decoded = await decoder.decode(frame.value);
  if (!decoded.ok) throw new Error(decoded.fault.detail);
  return [decoded.value.widthPx, decoded.value.heightPx];
}
