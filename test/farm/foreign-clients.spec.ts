import { execFile } from 'node:child_process';
import { describeWith } from '../needs.js';
import { type Farm, startFarm, streamPath, type VirtualCamera } from './index.js';
import { LOGIN, specCamera } from './testing/spec-camera.js';

/** The library cannot speak of others. */
const ASCII_LOGIN = { username: 'admin', password: 'p@ss:/%#' };

/** Clients that nobody here wrote must be content with the farm. */
let farm: Farm;

interface OnvifCam {
  readonly activeSource?: { readonly encoding: string; readonly width: number };
  readonly profiles: readonly { readonly $: { readonly token: string } }[];
  getDeviceInformation(done: (error: Error | null, facts: Record<string, string>) => void): void;
  getStreamUri(options: object, done: (error: Error | null, stream: { uri: string }) => void): void;
}

describe('npm onvif', () => {
  const cameras = (['wsse', 'digest-md5', 'none'] as const).flatMap((onvifAuth, auth) =>
    ['HIKVISION', 'Dahua', 'AXIS'].map((vendor, index) =>
      specCamera(`127.42.${auth}.${index + 1}`, {
        onvifAuth,
        vendor,
        firmware: 'V5.2.0',
        login: ASCII_LOGIN,
      }),
    ),
  );

  beforeAll(async () => {
    farm = await startFarm(cameras);
  }, 120_000);
  afterAll(async () => farm?.close());

  it.each(cameras.map(({ id, vendor, onvifAuth }) => [vendor, onvifAuth, id]))(
    'connects to a camera as %s writes XML, login %s, and reads its facts and its stream',
    async (vendor, _auth, id) => {
      const camera = farm.camera(id);
      const cam = await connectTo(camera);

      const facts = await called<Record<string, string>>((done) => cam.getDeviceInformation(done));
      const stream = await called<{ uri: string }>((done) =>
        cam.getStreamUri({ protocol: 'RTSP', profileToken: 'SubStream' }, done),
      );

      expect(cam.profiles.map(({ $ }) => $.token)).toEqual(['MainStream', 'SubStream']);
      expect(cam.activeSource).toMatchObject({ encoding: 'H264', width: 1920 });
      expect(facts).toMatchObject({ manufacturer: vendor, model: 'DS-2CD2012-I', firmwareVersion: 'V5.2.0' });
      expect(stream.uri).toBe(`rtsp://${camera.host}:${camera.rtspPort}${streamPath(camera)}`);
    },
  );
});

describeWith('ffmpeg', 'the ffmpeg command', () => {
  const ways: [string, 'tcp' | 'udp', Partial<VirtualCamera>][] = [
    ['H.264 over TCP, Digest', 'tcp', { rtspAuth: 'digest-md5' }],
    ['H.264 over UDP, Digest', 'udp', { rtspAuth: 'digest-md5' }],
    ['H.264 in 1080p', 'tcp', { size: '1080p' }],
    ['H.264 over TCP, Basic', 'tcp', { rtspAuth: 'basic' }],
    ['H.264 without parameter sets in the SDP', 'tcp', { faults: ['no-sprop'] }],
    ['H.264 without parameter sets in band', 'tcp', { faults: ['sprop-only'] }],
    ['H.264 after a sound track', 'tcp', { faults: ['audio-first'] }],
    ['H.265 over TCP', 'tcp', { codec: 'h265' }],
    ['H.265 over UDP, Digest', 'udp', { codec: 'h265', rtspAuth: 'digest-md5' }],
    ['H.265 in 1080p', 'tcp', { codec: 'h265', size: '1080p' }],
    ['MJPEG over TCP', 'tcp', { codec: 'mjpeg' }],
    ['MJPEG over UDP, Digest', 'udp', { codec: 'mjpeg', rtspAuth: 'digest-md5' }],
    ['MJPEG in 1080p', 'tcp', { codec: 'mjpeg', size: '1080p' }],
    ['black', 'tcp', { picture: 'black' }],
    ['a still picture', 'tcp', { picture: 'frozen' }],
  ];

  beforeAll(async () => {
    farm = await startFarm(ways.map(([, , patch], index) => specCamera(`127.43.0.${index + 1}`, patch)));
  }, 120_000);
  afterAll(async () => farm?.close());

  it.each(ways.map(([name, transport], index) => [name, transport, `127.43.0.${index + 1}`]))(
    'plays %s and complains of nothing',
    async (_name, transport, id) => {
      const camera = farm.camera(id!);
      const { complaints, pictures } = await play(camera, transport!);
      expect(complaints).toBe('');
      expect(pictures).toHaveLength(3);
      expect(farm.stats(camera.id)).toMatchObject({ rejectedLogins: 0, rtspSessions: 1 });
    },
    15_000,
  );

  it('sees another picture in each session of a healthy camera, and one and the same of a frozen one', async () => {
    const first = async (id: string): Promise<string | undefined> =>
      (await play(farm.camera(id), 'tcp')).pictures[0];
    const [moving, frozen] = ['127.43.0.1', '127.43.0.15'];
    expect(await first(moving!)).not.toBe(await first(moving!));
    expect(await first(frozen!)).toBe(await first(frozen!));
  }, 15_000);

  it('sees luma of 16 where the picture is black, and a picture worth looking at elsewhere', async () => {
    expect(await meanLuma(farm.camera('127.43.0.14'))).toBeCloseTo(16, 0);
    const street = await meanLuma(farm.camera('127.43.0.1'));
    expect(street).toBeGreaterThan(60);
    expect(street).toBeLessThan(200);
  }, 15_000);
});

function connectTo({ host, onvifPort }: VirtualCamera): Promise<OnvifCam> {
  return called<OnvifCam>(async (done) => {
    const { Cam } = await import('onvif');
    const options = { hostname: host, port: onvifPort, timeout: 3_000, ...ASCII_LOGIN };
    const cam: OnvifCam = new Cam(options, (error: Error | null) => done(error, cam));
  });
}

function called<T>(call: (done: (error: Error | null, value: T) => void) => void): Promise<T> {
  return new Promise((resolve, reject) => {
    call((error, value) => (error ? reject(error) : resolve(value)));
  });
}

function urlOf(camera: VirtualCamera): string {
  const login = `${encodeURIComponent(LOGIN.username)}:${encodeURIComponent(LOGIN.password)}@`;
  return `rtsp://${login}${camera.host}:${camera.rtspPort}${streamPath(camera)}`;
}

function ffmpeg(args: readonly string[]): Promise<{ stdout: Buffer; stderr: string }> {
  return new Promise((resolve, reject) => {
    const options = { timeout: 12_000, encoding: 'buffer', maxBuffer: 32_000_000 } as const;
    execFile(
      'ffmpeg',
      ['-nostdin', '-hide_banner', '-loglevel', 'warning', ...args],
      options,
      (error, stdout, stderr) =>
        error
          ? reject(new Error(`ffmpeg: ${stderr.toString()}`, { cause: error }))
          : resolve({ stdout, stderr: stderr.toString() }),
    );
  });
}

/** The checksums of the first three pictures. */
async function play(
  camera: VirtualCamera,
  transport: string,
): Promise<{ complaints: string; pictures: string[] }> {
  const input = ['-rtsp_transport', transport, '-i', urlOf(camera), '-map', '0:v'];
  const { stdout, stderr } = await ffmpeg([...input, '-frames:v', '3', '-f', 'framemd5', '-']);
  const pictures = stdout
    .toString()
    .split('\n')
    .filter((line) => line !== '' && !line.startsWith('#'))
    .map((line) => line.split(',').at(-1)!.trim());
  // JPEGs are full range in a pixel format that FFmpeg calls deprecated; that is a matter between the two.
  return { complaints: stderr.replaceAll(/.*deprecated pixel format.*\n?/g, ''), pictures };
}

async function meanLuma(camera: VirtualCamera): Promise<number> {
  const filter = ['-vf', 'format=gray', '-pix_fmt', 'gray', '-frames:v', '1', '-f', 'rawvideo', '-'];
  const { stdout } = await ffmpeg([
    '-rtsp_transport',
    'tcp',
    '-i',
    urlOf(camera),
    '-an',
    '-vf',
    'extractplanes=y',
    ...filter.slice(4),
  ]);
  return stdout.reduce((sum, luma) => sum + luma, 0) / stdout.length;
}
