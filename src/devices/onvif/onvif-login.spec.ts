import { OnvifClient, type OnvifScheme, type OnvifSession } from './index.js';
import {
  clockContent,
  guarded,
  INFORMATION,
  isOpenByRule,
  respond,
  sendFault,
  sendPage,
} from './testing/answers.js';
import { TestCamera, type Answer, type SeenCall } from './testing/test-camera.js';

const LOGIN = { username: '管<理&员', password: '密码@:/%#&<"' };
const WRONG = { ...LOGIN, password: 'not the password' };

const client = new OnvifClient();
let camera: TestCamera;

async function visit(
  answer: Answer,
  { login = LOGIN as typeof LOGIN | null, scheme = null as OnvifScheme | null } = {},
): Promise<OnvifSession> {
  camera = await TestCamera.start(answer, LOGIN);
  return client.open({ endpoint: camera.endpoint, path: '/onvif/device_service', login, scheme });
}

afterEach(async () => {
  await client.close();
  await camera.close();
});

const notAuthorized: Answer = (_call, response) =>
  sendFault(response, { status: 400, code: 'NotAuthorized', text: 'Sender not authorized' });

const challenge =
  (...challenges: string[]): Answer =>
  (_call, response) =>
    sendPage(response, 401, { 'www-authenticate': challenges });

const faultWithChallenge: Answer = (_call, response) =>
  sendFault(response, { status: 401, code: 'NotAuthorized', headers: { 'www-authenticate': MD5 } });

const lockedByIt: Answer = (call, response) =>
  sendFault(response, { status: 400, code: 'NotAuthorized', text: call.proof === 'wrong' ? 'locked' : '' });

const isNotScopes = ({ operation }: SeenCall): boolean => operation !== 'GetScopes';

const MD5 = 'Digest realm="cam, 1", nonce="n1", qop="auth"';
const OLD = MD5.replace('n1', 'old1');

const staleThenFresh: Answer = (call, response) =>
  sendPage(response, 401, { 'www-authenticate': call.proof === 'stale' ? `${MD5}, stale=TRUE` : OLD });

describe('the first log-in to an unknown device', () => {
  it('finds out that it takes calls without one', async () => {
    const session = await visit((call, response) => respond(call, response, INFORMATION));
    expect(await session.readInformation()).toMatchObject({ ok: true });
    expect([session.scheme, session.loginAccepted, camera.calls.length]).toEqual(['none', false, 1]);
  });

  it.each<[string, Answer]>([
    ['a fault with 400', notAuthorized],
    ['a fault with 500', (_c, response) => sendFault(response, { status: 500, code: 'NotAuthorized' })],
    ['a fault with 200', (_c, response) => sendFault(response, { status: 200, code: 'NotAuthorized' })],
    ['a WSS fault', (_c, response) => sendFault(response, { status: 500, code: 'FailedAuthentication' })],
    ['a fault in words alone', (_c, r) => sendFault(r, { status: 500, text: 'Authority failure' })],
    ['400 without SOAP', (_c, response) => sendPage(response, 400)],
    ['401 without a challenge', (_c, response) => sendPage(response, 401)],
    ['401 with a fault about something else', (_c, r) => sendFault(r, { status: 401, code: 'InvalidArgs' })],
    [
      '401 with a page that says unlock and draws a lock',
      (_c, r) => sendPage(r, 401, {}, '<i class="fa-lock"/><lockStatus>unlock</lockStatus>'),
    ],
    ['401 with Basic alone', challenge('Basic realm="cam"')],
    ['401 with an unknown algorithm', challenge('Digest realm="r", nonce="n", algorithm=SHA-512-256')],
  ])('takes %s as a wish for a WS-UsernameToken', async (_name, refuse) => {
    const session = await visit(guarded('wsse', refuse, isOpenByRule));
    expect(await session.readInformation()).toMatchObject({ ok: true });
    expect([session.scheme, session.loginAccepted, session.loginRejected]).toEqual(['wsse', true, false]);
    expect(camera.operations).toEqual([
      'GetDeviceInformation',
      'GetSystemDateAndTime',
      'GetDeviceInformation',
    ]);
  });

  it.each([
    ['MD5 without qop (RFC 2069)', 'Digest realm="cam", nonce="n1"'],
    ['MD5', MD5],
    ['MD5-sess', 'Digest realm="cam", nonce="n1", qop="auth,auth-int", algorithm=MD5-sess, opaque="o"'],
    ['SHA-256', 'Digest realm="cam", nonce="n1", qop="auth", algorithm=SHA-256'],
    ['SHA-256-sess', 'Digest realm="cam", nonce="n1", qop=auth, algorithm=SHA-256-sess'],
  ])('answers an HTTP Digest challenge with %s', async (_name, header) => {
    const session = await visit(guarded('digest', challenge('Basic realm="cam"', header), isOpenByRule));
    expect(await session.readInformation()).toMatchObject({ ok: true });
    expect([session.scheme, session.loginAccepted, camera.calls.length]).toEqual(['digest', true, 2]);
  });

  it('prefers a challenge to the fault that comes with it', async () => {
    const session = await visit(guarded('digest', faultWithChallenge, isOpenByRule));
    expect(await session.readInformation()).toMatchObject({ ok: true });
    expect(session.scheme).toBe('digest');
  });

  it('is not confused by a device whose information is open and the rest is not', async () => {
    const session = await visit(guarded('wsse', notAuthorized, isNotScopes));
    await session.readInformation();
    expect(session.scheme).toBe('none');
    expect(await session.readScopes()).toMatchObject({ ok: true });
    expect(session.scheme).toBe('wsse');
  });

  it('learns nothing from a call that anybody may make', async () => {
    const session = await visit((call, response) => respond(call, response, '<Service/>'));
    await session.readServices();
    expect(session.scheme).toBeNull();
  });
});

describe('a rejected log-in', () => {
  it.each<[string, 'wsse' | 'digest', Answer]>([
    ['400 with a fault', 'wsse', notAuthorized],
    ['400 with a fault that says nothing', 'wsse', (_c, response) => sendFault(response, { status: 400 })],
    ['401 with HTML', 'wsse', (_c, response) => sendPage(response, 401)],
    ['403 with HTML', 'wsse', (_c, r) => sendPage(r, r.req.headers.authorization ? 403 : 401)],
    ['500 with a fault', 'wsse', (_c, r) => sendFault(r, { status: 500, code: 'NotAuthorized' })],
    ['401 with another challenge', 'digest', challenge(MD5)],
  ])('happens once and never again: %s', async (_name, accepted, refuse) => {
    const session = await visit(guarded(accepted, refuse, isOpenByRule), { login: WRONG });
    expect(await session.readInformation()).toMatchObject({ ok: false, fault: { code: 'login-rejected' } });
    expect(session.loginRejected).toBe(true);
    const callsBefore = camera.calls.length;
    expect(await session.readProfiles()).toMatchObject({ ok: false });
    expect(await session.readMac()).toMatchObject({ ok: false, fault: { code: 'login-withheld' } });
    expect(await session.readInformation()).toMatchObject({ fault: { code: 'login-withheld' } });
    expect(await session.readClock()).toMatchObject({ ok: true });
    expect(camera.rejectedLogins(accepted)).toBe(1);
    expect(camera.calls.slice(callsBefore).filter(({ proof }) => proof !== 'none')).toEqual([]);
  });

  it('happens once for calls made at the same time', async () => {
    const session = await visit(guarded('wsse', notAuthorized, isOpenByRule), {
      login: WRONG,
      scheme: 'wsse',
    });
    const outcomes = await Promise.all([session.readInformation(), session.readMac(), session.readScopes()]);
    expect(outcomes.map((outcome) => !outcome.ok && outcome.fault.code)).toEqual([
      'login-rejected',
      'login-withheld',
      'login-withheld',
    ]);
    expect(camera.rejectedLogins('wsse')).toBe(1);
  });

  it('keeps the password out of what a chatty device makes us say', async () => {
    const refuse: Answer = (_call, response) =>
      sendFault(response, { status: 400, code: 'NotAuthorized', text: `bad password ${WRONG.password}` });
    const session = await visit(guarded('wsse', refuse, isOpenByRule), { login: WRONG });
    const text = JSON.stringify(await session.readInformation());
    expect(text).toContain('bad password ***');
    expect(text).not.toContain(WRONG.password);
  });

  it('after an accepted one shows both, so that a full device can be told from a wrong password', async () => {
    const isOpen = isOpenByRule;
    let isFull = false;
    const inner = guarded('wsse', notAuthorized, isOpen);
    const session = await visit((call, response, request) =>
      isFull && !isOpen(call) ? sendPage(response, 401) : inner(call, response, request),
    );
    await session.readInformation();
    isFull = true;
    expect(await session.readScopes()).toMatchObject({ fault: { code: 'login-rejected' } });
    expect([session.loginAccepted, session.loginRejected]).toEqual([true, true]);
  });

  it.each<[string, Answer]>([
    ['a lock code', (_c, r) => sendFault(r, { status: 400, code: 'AccountLocked' })],
    [
      'a refusal that speaks of a lock',
      (_c, r) => sendFault(r, { status: 400, code: 'NotAuthorized', text: 'user is locked' }),
    ],
    [
      'a prohibited operation that speaks of a lock',
      (_c, r) => sendFault(r, { status: 400, code: 'OperationProhibited', text: 'The account is locked' }),
    ],
    ['a page that speaks of a lock', (_c, r) => sendPage(r, 401, {}, '<lockStatus>lock</lockStatus>')],
  ])('is not even tried after %s', async (_name, answer) => {
    const session = await visit(answer);
    expect(await session.readInformation()).toMatchObject({ fault: { code: 'login-locked' } });
    expect(await session.readScopes()).toMatchObject({ fault: { code: 'login-withheld' } });
    expect([session.loginRejected, camera.operations]).toEqual([false, ['GetDeviceInformation']]);
  });

  it('that locked the device is told as locked', async () => {
    const session = await visit(guarded('wsse', lockedByIt, isOpenByRule), { login: WRONG });
    expect(await session.readInformation()).toMatchObject({ fault: { code: 'login-locked' } });
    expect([session.loginRejected, camera.rejectedLogins('wsse')]).toEqual([true, 1]);
  });
});

describe('a remembered scheme', () => {
  it('logs in at once with a WS-UsernameToken', async () => {
    const session = await visit(guarded('wsse', notAuthorized, isOpenByRule), { scheme: 'wsse' });
    await session.readClock();
    expect(await session.readInformation()).toMatchObject({ ok: true });
    expect(camera.operations).toEqual(['GetSystemDateAndTime', 'GetDeviceInformation']);
  });

  it('does not try HTTP Digest after a WS-UsernameToken that met a challenge', async () => {
    const session = await visit(guarded('digest', challenge(MD5), isOpenByRule), { scheme: 'wsse' });
    expect(await session.readInformation()).toMatchObject({ fault: { code: 'login-rejected' } });
    expect(camera.calls.filter(({ proof }) => proof !== 'none').length).toBe(1);
    expect(session.scheme).toBe('digest');
  });

  it('gives way for free where HTTP Digest is remembered and a WS-UsernameToken wanted', async () => {
    const session = await visit(guarded('wsse', notAuthorized, isOpenByRule), { scheme: 'digest' });
    expect(await session.readInformation()).toMatchObject({ ok: true });
    expect([session.scheme, camera.rejectedLogins('wsse')]).toEqual(['wsse', 0]);
  });

  it('of none gives way for free where a log-in is wanted now', async () => {
    const session = await visit(guarded('digest', challenge(MD5), isOpenByRule), { scheme: 'none' });
    expect(await session.readInformation()).toMatchObject({ ok: true });
    expect([session.scheme, camera.rejectedLogins('digest')]).toEqual(['digest', 0]);
  });
});

describe('HTTP Digest within a session', () => {
  it('reuses the nonce and counts its uses', async () => {
    const session = await visit(guarded('digest', challenge(MD5), isOpenByRule));
    await session.readInformation();
    await session.readScopes();
    const counts = camera.calls.map(({ authorization }) => /nc=(\d+)/.exec(authorization ?? '')?.[1]);
    expect(counts).toEqual([undefined, '00000001', '00000002']);
    expect(camera.connections).toBe(1);
  });

  it('answers a stale nonce once more', async () => {
    const session = await visit(guarded('digest', staleThenFresh, isOpenByRule));
    expect(await session.readInformation()).toMatchObject({ ok: true });
    expect([session.loginRejected, camera.calls.length]).toEqual([false, 3]);
  });

  it('answers a stale nonce only once', async () => {
    const refuse = challenge(`${MD5.replace('n1', 'old1')}, stale=true`);
    const session = await visit(guarded('digest', refuse, isOpenByRule));
    expect(await session.readInformation()).toMatchObject({ fault: { code: 'login-rejected' } });
    expect(camera.calls.length).toBe(3);
  });

  it('takes a new nonce after an accepted one for stale, though the device does not say so', async () => {
    let nonce = 1;
    const inner = guarded('digest', () => {}, isOpenByRule);
    const session = await visit((call, response, request) => {
      const isFresh = call.authorization?.includes(`nonce="n${nonce}"`) ?? false;
      if (isFresh && call.proof === 'digest') {
        nonce += 1;
        inner(call, response, request);
      } else sendPage(response, 401, { 'www-authenticate': MD5.replace('n1', `n${nonce}`) });
    });
    expect(await session.readInformation()).toMatchObject({ ok: true });
    expect(await session.readScopes()).toMatchObject({ ok: true });
    expect(session.loginRejected).toBe(false);
  });
});

describe('the clock and the log-in', () => {
  it.each([-9_000, 20_000, 8 * 3_600_000])(
    'logs in to a device whose clock is off by %d ms',
    async (offsetMs) => {
      const inner = guarded('wsse', notAuthorized, () => false);
      const session = await visit((call, response, request) =>
        call.operation === 'GetSystemDateAndTime'
          ? respond(call, response, clockContent(Date.now() + offsetMs))
          : inner(call, response, request),
      );
      camera.clockMs = () => Date.now() + offsetMs;
      expect(await session.readInformation()).toMatchObject({ ok: true });
      expect(camera.rejectedLogins('wsse')).toBe(0);
    },
  );

  it.each([
    ['tells its local time as UTC, too, but judges by the right one', 8 * 3_600_000, 0],
    ['is right, and tells UTC for its local time', 0, 0],
    ['is twenty seconds ahead, and tells its local time as UTC, too', 8 * 3_600_000 + 20_000, 20_000],
  ])('logs in to a device that %s', async (_name, toldMs, judgedMs) => {
    const inner = guarded('wsse', notAuthorized, () => false);
    const session = await visit((call, response, request) =>
      call.operation === 'GetSystemDateAndTime'
        ? respond(call, response, clockContent(Date.now() + toldMs, { isLocalToo: true }))
        : inner(call, response, request),
    );
    camera.clockMs = () => Date.now() + judgedMs;
    expect(await session.readInformation()).toMatchObject({ ok: true });
  });

  it('logs in once to a device that wants a log-in even for its clock', async () => {
    const session = await visit(guarded('wsse', notAuthorized, () => false));
    expect(await session.readClock()).toMatchObject({ ok: true });
    expect([session.loginAccepted, camera.calls.length]).toEqual([true, 2]);
  });

  it('takes the time from the Date header where the clock call wants a log-in and the clock is off', async () => {
    const aheadMs = 3_600_000;
    const date = (): string => new Date(Date.now() + aheadMs).toUTCString();
    const refuse: Answer = (_call, response) =>
      sendFault(response, { status: 400, code: 'NotAuthorized', headers: { date: date() } });
    const session = await visit(guarded('wsse', refuse, () => false));
    camera.clockMs = () => Date.now() + aheadMs;
    expect(await session.readClock()).toMatchObject({ ok: true });
  });

  it('counts a rejected log-in for the clock', async () => {
    const session = await visit(
      guarded('wsse', notAuthorized, () => false),
      { login: WRONG },
    );
    expect(await session.readClock()).toMatchObject({ fault: { code: 'login-rejected' } });
    expect(await session.readClock()).toMatchObject({ fault: { code: 'login-withheld' } });
    expect(camera.rejectedLogins('wsse')).toBe(1);
  });

  it('does not log in for a clock call that gets a bare 400', async () => {
    const session = await visit((_call, response) => sendPage(response, 400));
    expect(await session.readClock()).toMatchObject({ fault: { code: 'onvif-http-error' } });
    expect(camera.calls.length).toBe(1);
  });
});

describe('a device without a credential in the register', () => {
  it('is told from one with a wrong credential', async () => {
    const session = await visit(guarded('wsse', notAuthorized, isOpenByRule), { login: null });
    expect(await session.readInformation()).toMatchObject({ fault: { code: 'no-credential' } });
    expect([session.loginRejected, camera.calls.length]).toEqual([false, 1]);
  });
});
