import { MINUTE_MS } from '../../kernel/instant.js';
import type { ProbeTarget } from '../../registry/index.js';
import type { ProbeKind } from '../domain/evidence.js';
import type { FakeDevice } from '../testing/fake-devices.js';
import { KNOWN, REGISTERED, RTSP_ALONE, rungs, Street } from '../testing/street.js';

describe('a login', () => {
  const REFUSING = { rtspRefuses: true };
  const kinds: ProbeKind[] = ['full', 'frame', 'heartbeat', 'full', 'frame'];

  it.each<[string, Partial<FakeDevice>, Partial<ProbeTarget>]>([
    ['over ONVIF', { onvifRefuses: 'login-rejected' }, {}],
    ['over ONVIF, with the stream registered', { ...REFUSING, onvifRefuses: 'login-rejected' }, REGISTERED],
    ['by a locked account', { ...REFUSING, onvifRefuses: 'login-locked' }, REGISTERED],
    ['over RTSP alone', { rtspRefuses: true }, RTSP_ALONE],
    ['by the clock call', { ...REFUSING, clockNeedsLogin: true, onvifRefuses: 'login-rejected' }, REGISTERED],
  ])('that was refused %s goes out once, over either protocol', async (_name, device, target) => {
    const street = new Street(target);
    Object.assign(street.device, device);
    const logins: string[] = [];
    for (const kind of kinds) {
      const climb = await street.climb(kind);
      logins.push(...street.device.logins);
      street.clock.advance(60 * MINUTE_MS);
      const codes = climb.evidence.rungs.flatMap(({ fault }) => fault?.code ?? []);
      expect(codes.every((code) => code === (device.onvifRefuses ?? 'login-rejected'))).toBe(true);
    }
    expect(logins).toHaveLength(1);
  });

  it('that was refused is written down before anything else is sent', async () => {
    const street = new Street(REGISTERED);
    street.device.onvifRefuses = 'login-rejected';
    let writtenBeforeSample: boolean | null = null;
    const { streams } = street.device;
    const sample = streams.sample.bind(streams);
    streams.sample = (...asked) => {
      writtenBeforeSample = street.store.rows.get('camera')?.memory.budget.onvif.refusal?.key === 'cred 1';
      return sample(...asked);
    };
    await street.climb('full');
    expect(writtenBeforeSample).toBe(true);
  });

  it('that was refused after earlier success is tried once more after a pause, and no third time', async () => {
    const street = new Street({}, KNOWN);
    await street.climb('frame');
    street.device.rtspRefuses = true;
    const logins: string[] = [];
    for (let minute = 0; minute < 60; minute += 1) {
      await street.climb('frame');
      logins.push(...street.device.logins.map((login) => `${minute} ${login}`));
      street.clock.advance(MINUTE_MS);
    }
    expect(logins).toEqual(['0 sample /known+', '10 sample /known+']);
  });

  it('that RTSP refuses and ONVIF takes is not sent over RTSP after every full climb', async () => {
    const street = new Street();
    street.device.rtspRefuses = true;
    let refused = 0;
    for (let hour = 0; hour < 20; hour += 1) {
      await street.climb('full');
      refused += street.device.logins.filter((login) => login.startsWith('sample')).length;
      street.clock.advance(60 * MINUTE_MS);
    }
    expect(refused).toBe(2);
  });

  it('that ONVIF refuses and RTSP took before goes on over RTSP: the picture lives', async () => {
    const street = new Street(REGISTERED);
    street.device.onvifRefuses = 'login-rejected';
    await street.climb('frame');
    for (const kind of ['full', 'frame', 'full'] as const) {
      street.clock.advance(60 * MINUTE_MS);
      const climb = await street.climb(kind);
      expect(climb.evidence.picture).not.toBeNull();
    }
    expect(street.device.logins).toEqual(['sample /registered+']);
  });

  it('goes out again once the credential changes', async () => {
    const street = new Street(RTSP_ALONE);
    street.device.rtspRefuses = true;
    await street.climb('frame');
    street.device.rtspRefuses = false;
    street.target = { ...street.target, credentialVersion: 2 };
    street.registry.login = { username: 'monitor', password: 'mended', version: 2 };
    expect(rungs(await street.climb('frame'))).toBe('stream:passed frame:passed picture:passed');
  });

  it('counts for its own version, also where the target still names an older one', async () => {
    const street = new Street(RTSP_ALONE);
    street.device.rtspRefuses = true;
    street.registry.login = { username: 'monitor', password: 'new', version: 2 };
    await street.climb('frame');
    street.target = { ...street.target, credentialVersion: 2 };
    await street.climb('frame');
    expect(street.device.logins).toEqual([]);
  });

  it('that is withheld is explained with the time of its refusal', async () => {
    const street = new Street(RTSP_ALONE);
    street.device.rtspRefuses = true;
    await street.climb('frame');
    street.clock.advance(MINUTE_MS);
    const { evidence } = await street.climb('frame');
    expect(evidence.rungs.find(({ rung }) => rung === 'stream')?.fault?.detail).toBe(
      'The login is refused since 2026-01-01T00:00:00.000Z; nothing is tried until the credential changes.',
    );
  });

  it('is missed as such where the camera has none', async () => {
    const street = new Street({ ...RTSP_ALONE, credentialId: null, credentialVersion: null });
    expect(rungs(await street.climb('frame'))).toBe('stream:no-credential');
  });
});
