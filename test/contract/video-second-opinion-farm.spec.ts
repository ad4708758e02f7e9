import type { RtspTarget } from '../../src/devices/rtsp/rtsp-target.js';
import { SecondOpinion, type SecondOpinionOptions } from '../../src/devices/video/index.js';
import { startFarm, type Farm, type VirtualCamera } from '../farm/index.js';
import { ffmpegOnThePath } from './video-processes.js';

const FFMPEG = ffmpegOnThePath();
const WAYS: [string, Pick<SecondOpinionOptions, 'ffmpegPath'>][] = [
  ['libraries', {}],
  ...(FFMPEG === null ? [] : [['command', { ffmpegPath: FFMPEG }] as [string, { ffmpegPath: string }]]),
];

const CAMERAS: VirtualCamera[] = [
  camera('h264', {}),
  camera('h264-1080p', { size: '1080p', rtspAuth: 'basic' }),
  camera('h265', { codec: 'h265' }),
  camera('h265-udp', { codec: 'h265', faults: ['udp-only'] }),
  camera('mjpeg', { codec: 'mjpeg', rtspAuth: 'none', login: null }),
  camera('joined-late', { firstKeyFrameMs: 1_500 }),
  camera('sprop-only', { faults: ['sprop-only'] }),
  camera('no-sprop', { faults: ['no-sprop', 'no-content-base', 'audio-first'] }),
  camera('lossy', { faults: ['packet-loss'] }),
  camera('reordered', { faults: ['packet-reorder', 'udp-only'] }),
  camera('rtcp-only', { faults: ['rtcp-only'] }),
  camera('no-key-frame', { faults: ['no-key-frame'] }),
  camera('garbage', { faults: ['garbage-nals'] }),
  camera('ends', { faults: ['stream-ends'] }),
  camera('full', { faults: ['rtsp-453'] }),
  camera('missing', { faults: ['rtsp-404'] }),
  camera('audio-only', { faults: ['audio-only'] }),
  camera('wrong-password', { faults: ['wrong-password'] }),
].map((spec, index) => ({ ...spec, host: `127.30.0.${index + 1}` }));

let farm: Farm;
let opinion: SecondOpinion;

beforeAll(async () => {
  farm = await startFarm(CAMERAS);
});
afterAll(async () => farm.close());

describe.each(WAYS)('a second opinion on virtual cameras, from the %s', (_name, way) => {
  beforeAll(() => {
    opinion = new SecondOpinion({ perMinute: 100, timeoutMs: 4_000, ...way });
  });
  afterAll(async () => opinion.close());

  it.each([
    ['h264', 'h264', 640, 360],
    ['h264-1080p', 'h264', 1920, 1080],
    ['h265', 'h265', 640, 360],
    ['h265-udp', 'h265', 640, 360],
    ['mjpeg', 'mjpeg', 640, 360],
    ['joined-late', 'h264', 640, 360],
    ['sprop-only', 'h264', 640, 360],
    ['no-sprop', 'h264', 640, 360],
    ['reordered', 'h264', 640, 360],
    ['lossy', 'h264', 640, 360],
  ])('sees the picture of %s', async (id, codec, widthPx, heightPx) => {
    expect(await opinion.sample(target(id))).toMatchObject({ ok: true, value: { codec, widthPx, heightPx } });
    expect(farm.stats(id).rejectedLogins).toBe(0);
    expect(farm.stats(id).maxConcurrentRtspSessions).toBe(1);
  });

  it.each(['rtcp-only', 'no-key-frame', 'garbage', 'ends', 'full', 'missing', 'audio-only'])(
    'sees no picture of %s',
    async (id) => {
      expect(await opinion.sample(target(id))).toMatchObject({ ok: false });
    },
  );

  it('says that the password is wrong after one rejected login', async () => {
    const before = farm.stats('wrong-password').rejectedLogins;

    const outcome = await opinion.sample(target('wrong-password'));

    expect(outcome).toMatchObject({ ok: false, fault: { code: 'login-rejected' } });
    expect(farm.stats('wrong-password').rejectedLogins - before).toBe(1);
  });

  it('leaves no session open', () => {
    expect(CAMERAS.filter(({ id }) => farm.stats(id).openRtspSessions > 0).map(({ id }) => id)).toEqual([]);
  });
});

function target(id: string): RtspTarget {
  const { host, rtspPort, login, size } = farm.camera(id);
  return {
    endpoint: { host, port: rtspPort },
    path: `/Streaming/Channels/${size === '1080p' ? 101 : 102}?transportmode=unicast`,
    login,
  };
}

function camera(id: string, changes: Partial<VirtualCamera>): VirtualCamera {
  return {
    id,
    host: '127.30.0.1',
    onvifPort: 0,
    rtspPort: 0,
    vendor: 'HIKVISION',
    model: 'DS-2CD2012-I',
    firmware: 'V5.2.0',
    serial: id,
    mac: '00:00:5e:00:53:01',
    login: { username: '监测', password: 'p@ss:/%#密码' },
    onvifAuth: 'wsse',
    rtspAuth: 'digest-md5',
    codec: 'h264',
    size: '360p',
    picture: 'moving',
    faults: [],
    ...changes,
  };
}
