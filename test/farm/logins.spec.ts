import { randomBytes } from 'node:crypto';
import {
  type AuthFailure,
  type Farm,
  type OnvifAuth,
  type RtspAuth,
  startFarm,
  type VirtualCamera,
} from './index.js';
import { answerChallenge } from './testing/answer-challenge.js';
import { soapCall, usernameToken } from './testing/soap-call.js';
import { LOGIN, specCamera } from './testing/spec-camera.js';
import { Viewer } from './testing/viewer.js';

const DIGESTS: OnvifAuth[] = ['digest-md5', 'digest-md5-sess', 'digest-sha256', 'digest-sha256-sess'];
const SHAPES: AuthFailure[] = ['400-fault', '401-fault', '401-html', '500-fault'];
const RTSP_AUTHS: RtspAuth[] = ['basic', 'digest-md5', 'digest-sha256'];
const WRONG = { ...LOGIN, password: 'wrong' };
const PATH = '/onvif/device_service';

let farm: Farm;
let camera: VirtualCamera;

const cameras = [
  specCamera('127.45.0.1', { onvifAuth: 'wsse' }),
  specCamera('127.45.0.2', { onvifAuth: 'both', rtspAuth: 'digest-md5', lockoutAfter: 3 }),
  ...DIGESTS.map((onvifAuth, index) => specCamera(`127.45.1.${index + 1}`, { onvifAuth })),
  ...SHAPES.map((authFailure, index) =>
    specCamera(`127.45.2.${index + 1}`, { onvifAuth: 'wsse', authFailure }),
  ),
  ...RTSP_AUTHS.map((rtspAuth, index) => specCamera(`127.45.3.${index + 1}`, { rtspAuth })),
];

beforeAll(async () => {
  farm = await startFarm(cameras);
}, 120_000);
afterAll(async () => farm?.close());

const ask = (headers: Record<string, string> = {}, security = '') =>
  soapCall(camera, 'GetDeviceInformation', { headers, security });

const rejected = (): number => farm.stats(camera.id).rejectedLogins;

describe('WS-UsernameToken', () => {
  beforeEach(() => {
    camera = farm.camera('127.45.0.1');
  });

  it('lets the right login in', async () => {
    expect((await ask({}, usernameToken(LOGIN))).status).toBe(200);
  });

  it('tells the time to everybody and nothing else', async () => {
    expect((await soapCall(camera, 'GetSystemDateAndTime')).status).toBe(200);
    expect((await ask()).status).toBe(400);
  });

  it('counts a wrong login, and does not count none at all', async () => {
    const before = rejected();
    await ask();
    expect(rejected()).toBe(before);
    await ask({}, usernameToken(WRONG));
    expect(rejected()).toBe(before + 1);
  });

  it.each([-6_000, 6_000])('refuses a token made %d ms off its clock', async (offMs) => {
    const created = new Date(Date.now() + offMs);
    expect((await ask({}, usernameToken({ ...LOGIN, created }))).status).toBe(400);
  });

  it.each([-4_000, 4_000])('takes a token made %d ms off its clock', async (offMs) => {
    const created = new Date(Date.now() + offMs);
    expect((await ask({}, usernameToken({ ...LOGIN, created }))).status).toBe(200);
  });

  it('takes no token twice', async () => {
    const token = usernameToken({ ...LOGIN, nonce: randomBytes(16) });
    expect((await ask({}, token)).status).toBe(200);
    expect((await ask({}, token)).status).toBe(400);
  });

  it('takes no password in the clear', async () => {
    const token = usernameToken(LOGIN)
      .replace('#PasswordDigest', '#PasswordText')
      .replace(/>[^<]*<\/w:Password>/, `>${LOGIN.password}</w:Password>`);
    expect((await ask({}, token)).status).toBe(400);
  });
});

describe('HTTP Digest', () => {
  const answer = async (nc = '00000001', login = LOGIN, uri = PATH): Promise<Record<string, string>> => {
    const challenge = (await ask()).headers['www-authenticate']!;
    return { Authorization: answerChallenge({ challenge, method: 'POST', uri, nc, ...login }) };
  };

  it.each(DIGESTS)('lets the right login in with %s', async (onvifAuth) => {
    camera = farm.cameras.find((each) => each.onvifAuth === onvifAuth)!;
    expect((await ask(await answer())).status).toBe(200);
    expect(rejected()).toBe(0);
    expect((await ask(await answer('00000001', WRONG))).status).toBe(401);
    expect(rejected()).toBe(1);
  });

  it('takes a nonce again with a higher count, and not with the same', async () => {
    camera = farm.camera('127.45.1.1');
    const challenge = (await ask()).headers['www-authenticate']!;
    const at = (nc: string) =>
      ask({ Authorization: answerChallenge({ challenge, method: 'POST', uri: PATH, nc, ...LOGIN }) });
    expect([(await at('00000001')).status, (await at('00000002')).status]).toEqual([200, 200]);
    expect((await at('00000002')).status).toBe(401);
  });

  it('takes no answer that was made for another path', async () => {
    camera = farm.camera('127.45.1.1');
    expect((await ask(await answer('00000001', LOGIN, '/onvif/media_service'))).status).toBe(401);
  });

  it('calls a nonce that it never gave stale', async () => {
    camera = farm.camera('127.45.1.1');
    const { Authorization } = await answer();
    const reply = await ask({ Authorization: Authorization!.replace(/nonce="[^"]*"/, 'nonce="beef"') });
    expect([reply.status, reply.headers['www-authenticate']]).toEqual([
      401,
      expect.stringContaining('stale=true'),
    ]);
  });
});

describe('a refused login', () => {
  it.each([
    ['400-fault', 400, 'NotAuthorized'],
    ['401-fault', 401, 'NotAuthorized'],
    ['401-html', 401, '<html>'],
    ['500-fault', 500, 'NotAuthorized'],
  ])('looks like %s', async (shape, status, words) => {
    camera = farm.cameras.find(({ authFailure }) => authFailure === shape)!;
    const reply = await ask({}, usernameToken(WRONG));
    expect(reply.status).toBe(status);
    expect(reply.body.toString()).toContain(words);
  });
});

describe('RTSP', () => {
  it.each(RTSP_AUTHS)('lets the right login in with %s and counts a wrong one', async (rtspAuth) => {
    camera = farm.cameras.find((each) => each.rtspAuth === rtspAuth && each.lockoutAfter === undefined)!;
    const viewer = await Viewer.visit(camera);
    expect((await viewer.askWith(LOGIN, 'DESCRIBE')).status).toBe(200);
    expect(rejected()).toBe(0);
    expect((await viewer.askWith(WRONG, 'DESCRIBE')).status).toBe(401);
    expect(rejected()).toBe(1);
    viewer.leave();
  });
});

describe('a lock', () => {
  it('falls after so many wrong logins, ONVIF and RTSP together, and shuts the right one out', async () => {
    camera = farm.camera('127.45.0.2');
    const viewer = await Viewer.visit(camera);
    await ask({}, usernameToken(WRONG));
    await viewer.askWith(WRONG, 'DESCRIBE');
    expect((await ask({}, usernameToken(LOGIN))).status).toBe(200);

    for (let tried = 0; tried < 2; tried += 1) await ask({}, usernameToken(WRONG));
    await viewer.askWith(WRONG, 'DESCRIBE');

    expect((await ask({}, usernameToken(LOGIN))).body.toString()).toContain('locked');
    expect((await viewer.askWith(LOGIN, 'DESCRIBE')).status).toBe(401);
    viewer.leave();
    await farm.change(camera.id, { faults: [] });
    expect((await ask({}, usernameToken(LOGIN))).status).toBe(200);
  });
});
