import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Farm, startFarm } from '../farm/index.js';
import { Judgements, LOGIN, registerStreet, type Registered, streetOf, verdictOf } from './probe-street.js';
import { type Service, startService } from './service.js';

const STREET = {
  'a wrong password': { patch: { faults: ['wrong-password'], lockoutAfter: 5 } },
  'a wrong password, its stream registered': {
    patch: { faults: ['wrong-password'], lockoutAfter: 5 },
    isStreamRegistered: true,
  },
  'a wrong password over digest': {
    patch: { faults: ['wrong-password'], onvifAuth: 'digest-md5', authFailure: '401-html' },
  },
  'a locked account': { patch: { faults: ['locked'] } },
  'a clock behind a login': { patch: { faults: ['wrong-password', 'clock-needs-login'] } },
  'all streams taken': { patch: { faults: ['rtsp-453'] } },
  'full, and says 401': { patch: {} },
} as const;

const FAST = { PROBING_HEARTBEAT_INTERVAL_S: '0.5', PROBING_FRAME_INTERVAL_S: '1' };
const REFUSING = Object.keys(STREET).slice(0, 5);

describe('a login', () => {
  let farm: Farm;
  let dataDir: string;
  let service: Service;
  let judged: Judgements;
  let street: Registered;

  beforeAll(async () => {
    dataDir = mkdtempSync(join(tmpdir(), 'shouwang-logins-'));
    farm = await startFarm(streetOf(STREET, 1));
    service = await startService(FAST, dataDir);
    judged = new Judgements(service);
    street = await registerStreet(service, farm, STREET);
  }, 60_000);

  afterAll(async () => {
    await service?.close();
    await farm?.close();
    rmSync(dataDir, { recursive: true, force: true });
  });

  const idOf = (name: string): string => street.ids.get(name)!;
  const rejections = (): number[] => REFUSING.map((name) => farm.stats(name).rejectedLogins);
  const onceEach = REFUSING.map(() => 1);
  const seen = (name: string): string => verdictOf(judged.framesOf(idOf(name)).at(-1)!);
  const everybodyLookedAt = (times: number): Promise<void> =>
    judged.until(() => REFUSING.every((name) => judged.framesOf(idOf(name)).length >= times));

  it('that is wrong is sent once, however often the camera is looked at', async () => {
    await everybodyLookedAt(6);
    for (const name of REFUSING) await service.json('POST', `/api/v1/cameras/${idOf(name)}/probe`);
    expect(rejections()).toEqual(onceEach);
    expect(REFUSING.map(seen)).toEqual(
      REFUSING.map((name) => `frameless ${name === 'a locked account' ? 'login-locked' : 'login-rejected'}`),
    );
  }, 60_000);

  it('that a full camera refuses after it took it before is not taken for wrong', async () => {
    const name = 'full, and says 401';
    await judged.until(() => judged.framesOf(idOf(name)).some((one) => verdictOf(one) === 'live'));
    await farm.change(name, { faults: ['401-when-full'], sessionCap: 0 });
    await judged.until(() => seen(name) === 'inconclusive login-rejected');
    const before = judged.framesOf(idOf(name)).length;
    await judged.until(() => judged.framesOf(idOf(name)).length >= before + 4);
    expect(seen(name)).toBe('inconclusive login-rejected');
  }, 60_000);

  it('is no matter where all streams are taken: busy says nothing', async () => {
    await judged.until(() => judged.framesOf(idOf('all streams taken')).length >= 3);
    expect(seen('all streams taken')).toBe('inconclusive stream-busy');
    expect(farm.stats('all streams taken').rejectedLogins).toBe(0);
  });

  it('that was refused stays withheld over a restart', async () => {
    await service.close();
    service = await startService(FAST, dataDir);
    judged = new Judgements(service);
    await everybodyLookedAt(4);
    expect(rejections()).toEqual(onceEach);
    expect(seen('a wrong password')).toBe('frameless login-rejected');
  }, 60_000);

  it('goes out again once its credential changes, and the picture comes', async () => {
    await farm.change('a wrong password', { faults: [] });
    await service.json('PATCH', `/api/v1/credentials/${street.credentialId}`, { password: LOGIN.password });
    await judged.until(() => seen('a wrong password') === 'live');
    expect(farm.stats('a wrong password').rejectedLogins).toBe(1);
    // The others were told of a new login as well, and refused that once, too.
    expect(Math.max(...rejections())).toBeLessThanOrEqual(2);
  }, 60_000);

  it('opened one RTSP session of a camera at a time', () => {
    const most = farm.cameras.map(({ id }) => farm.stats(id).maxConcurrentRtspSessions);
    expect(Math.max(...most)).toBe(1);
  });
});
