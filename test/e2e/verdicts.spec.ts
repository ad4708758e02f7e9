import { type CameraPatch, expectation, type Farm, startFarm, type VirtualCamera } from '../farm/index.js';
import { type Service, startService } from './service.js';
import { SOUND_CAMERA } from './sound-camera.js';

const LOGIN = { username: '监测', password: '密码@:/%#' };

/** What each camera of the street is; everything else about it is ordinary. */
const STREET: Readonly<Record<string, CameraPatch & { streamPathKnown?: boolean }>> = {
  'h264 with a token': {},
  'h265 with digest': { codec: 'h265', onvifAuth: 'digest-md5' },
  'mjpeg with sha-256': { codec: 'mjpeg', onvifAuth: 'digest-sha256', rtspAuth: 'digest-sha256' },
  'basic over rtsp': { rtspAuth: 'basic' },
  'digest sessions': { onvifAuth: 'digest-md5-sess' },
  '1080p': { size: '1080p' },
  refused: { faults: ['refuse'] },
  'accepting and silent': { faults: ['accept-silent'] },
  'a wrong password': { faults: ['wrong-password'] },
  'a locked account': { faults: ['locked'] },
  'no media': { faults: ['media-missing'] },
  'no such stream': { faults: ['rtsp-404'] },
  'a silent describe': { faults: ['silent-describe'] },
  'reports alone': { faults: ['rtcp-only'] },
  'a stream that ends': { faults: ['stream-ends'] },
  'never a key frame': { faults: ['no-key-frame'] },
  'garbage for pictures': { faults: ['garbage-nals'] },
  black: { picture: 'black' },
  frozen: { picture: 'frozen' },
  covered: { picture: 'covered' },
  blurred: { picture: 'blurred' },
  'no signal': { picture: 'signal-lost' },
  'a clock off': { faults: ['clock-off'] },
  'local time for utc': { faults: ['local-time-as-utc'] },
  'local time told as utc': { faults: ['local-time-told'] },
  'a frozen onvif daemon': { faults: ['onvif-hang'], streamPathKnown: true },
  'no onvif port': { faults: ['onvif-refused'], streamPathKnown: true },
  'one byte a second': { faults: ['slow-drip'], streamPathKnown: true },
  'one gibibyte': { faults: ['huge-body'], streamPathKnown: true },
  'an entity bomb': { faults: ['entity-bomb'], streamPathKnown: true },
  'deep nesting': { faults: ['deep-nesting'], streamPathKnown: true },
  'invalid utf-8': { faults: ['invalid-utf8'], streamPathKnown: true },
  'a redirect elsewhere': { faults: ['redirect-elsewhere'], streamPathKnown: true },
  'html for soap': { faults: ['not-soap'], streamPathKnown: true },
  'wrong hosts in its addresses': { faults: ['wrong-host-in-uris'] },
  'a stream elsewhere': { faults: ['stream-uri-elsewhere'] },
  'passwords in its addresses': { faults: ['credentials-in-uris'] },
  'no media2': { faults: ['no-media2'] },
  'no GetServices': { faults: ['no-get-services'] },
  'a profile without encoder': { faults: ['profile-without-encoder'] },
  'a picky content type': { faults: ['needs-action'] },
  'a clock behind a login': { faults: ['clock-needs-login'] },
  'nonces for once': { faults: ['nonce-expires'], onvifAuth: 'digest-md5' },
  'udp alone': { faults: ['udp-only'] },
  'packets out of order': { faults: ['udp-only', 'packet-reorder'], codec: 'h265' },
  'a lost packet': { faults: ['packet-loss'], codec: 'h265' },
  'a wrong content base': { faults: ['wrong-content-base'] },
  'no content base': { faults: ['no-content-base'] },
  'parameter sets in band': { faults: ['no-sprop'] },
  'parameter sets in the sdp': { faults: ['sprop-only'] },
  'audio first': { faults: ['audio-first'] },
  'a long group of pictures': { gopS: 12, firstKeyFrameMs: 2_000 },
};

interface State {
  readonly cameraId: string;
  readonly name: string;
  readonly state: string;
  readonly fault: { readonly code: string; readonly detail: string } | null;
}

const FAST = {
  PROBING_HEARTBEAT_INTERVAL_S: '1',
  PROBING_FRAME_INTERVAL_S: '3',
  PROBING_CONNECT_TIMEOUT_MS: '1000',
  PROBING_ONVIF_CALL_TIMEOUT_MS: '1500',
  PROBING_RTSP_ANSWER_TIMEOUT_MS: '1500',
  PROBING_FIRST_PACKET_TIMEOUT_MS: '1500',
  PROBING_KEY_PICTURE_TIMEOUT_MS: '5000',
  PROBING_SECOND_OPINIONS_PER_MINUTE: '600',
  PICTURES_MIN_GAP_S: '1',
};

describe('a street of cameras, each with a way of its own', () => {
  const names = Object.keys(STREET);
  let farm: Farm;
  let service: Service;
  const cameraIds = new Map<string, string>();

  beforeAll(async () => {
    farm = await startFarm(names.map((name, index) => cameraOf(name, index)));
    service = await startService(FAST);
    const made = (path: string, body: unknown): Promise<{ id: string }> =>
      service.json('POST', `/api/v1/${path}`, body);
    const village = await made('villages', { name: '演示村', kind: 'village' });
    const credential = await made('credentials', { name: 'monitor', ...LOGIN });
    for (const camera of farm.cameras) {
      const rtsp = STREET[camera.id]?.streamPathKnown
        ? { port: camera.rtspPort, path: '/Streaming/Channels/102' }
        : null;
      const network = { host: camera.host, onvif: { port: camera.onvifPort }, rtsp };
      const entry = { name: camera.id, villageId: village.id, credentialId: credential.id, network };
      cameraIds.set(camera.id, (await made('cameras', entry)).id);
    }
  }, 60_000);

  afterAll(async () => {
    await service?.close();
    await farm?.close();
  });

  it('comes to the states and faults that are true, and stays there', async () => {
    await eventually(async () => {
      const page = await service.json<{ items: State[] }>('GET', '/api/v1/camera-states?limit=1000');
      const found = Object.fromEntries(
        page.items.map(({ name, state, fault }) => [name, { state, fault: fault?.code ?? null }]),
      );
      expect(found).toEqual(
        Object.fromEntries(farm.cameras.map((camera) => [camera.id, expectation(camera)])),
      );
    }, 45_000);
  }, 60_000);

  it('sends no camera more than one wrong login, and opens one RTSP session at a time', () => {
    const stats = names.map((name) => ({ name, ...farm.stats(name) }));
    expect(stats.filter(({ rejectedLogins }) => rejectedLogins > 1)).toEqual([]);
    expect(stats.filter(({ maxConcurrentRtspSessions }) => maxConcurrentRtspSessions > 1)).toEqual([]);
  });

  it('goes to no address that a camera named', () => {
    expect(farm.trapHits()).toBe(0);
  });

  it('answers a probe on demand with every rung and what the device said of itself', async () => {
    const id = cameraIds.get('h264 with a token')!;
    const probe = await service.json<Record<string, unknown>>('POST', `/api/v1/cameras/${id}/probe`);
    expect(probe['verdict']).toEqual({ outcome: 'live', impairment: null });
    expect(probe['rungs']).toEqual(
      ['reach', 'onvif', 'login', 'stream', 'frame', 'picture'].map((rung) =>
        expect.objectContaining({ rung, outcome: 'passed' }),
      ),
    );
    expect(probe['device']).toMatchObject({
      vendor: 'HIKVISION',
      firmware: '1.10',
      serial: '912345678901234567',
    });
    const camera = await service.json<{ observed: { mac: string } }>('GET', `/api/v1/cameras/${id}`);
    expect(camera.observed.mac).toMatch(/^C0-56-E3-58-00-/);
  });
});

function cameraOf(id: string, index: number): VirtualCamera {
  const { streamPathKnown: _known, ...patch } = STREET[id]!;
  return {
    ...SOUND_CAMERA,
    id,
    host: `127.71.0.${index + 1}`,
    vendor: 'HIKVISION',
    model: 'DS-2CD2012-I',
    firmware: '1.10',
    serial: '912345678901234567',
    mac: `c0:56:e3:58:00:${index.toString(16).padStart(2, '0')}`,
    login: LOGIN,
    ...patch,
  };
}

/** Tries until the assertion holds; the last failure is the test's. */
async function eventually(assertion: () => Promise<void>, limitMs: number): Promise<void> {
  const until = Date.now() + limitMs;
  for (;;) {
    try {
      return await assertion();
    } catch (failure) {
      if (Date.now() > until) throw failure;
      await new Promise((resolve) => setTimeout(resolve, 250));
    }
  }
}
