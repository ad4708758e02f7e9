import { bad, type FakeDevice } from '../testing/fake-devices.js';
import { KNOWN, REGISTERED, RTSP_ALONE, rungs, Street } from '../testing/street.js';

describe('a heartbeat', () => {
  it('is the clock call alone, and opens no seal', async () => {
    const street = new Street({}, KNOWN);
    const climb = await street.climb('heartbeat');
    expect(rungs(climb)).toBe('reach:passed onvif:passed');
    expect(street.device.done).toEqual(['clock', 'close']);
    expect(street.registry.opened).toBe(0);
  });

  it('takes a clock that wants a login for a sign of life, and sends none', async () => {
    const street = new Street({}, KNOWN);
    street.device.clockNeedsLogin = true;
    expect(rungs(await street.climb('heartbeat'))).toBe('reach:passed onvif:passed');
    expect(street.device.logins).toEqual([]);
  });

  it('of a camera without ONVIF is a knock at RTSP', async () => {
    const street = new Street(RTSP_ALONE);
    expect(rungs(await street.climb('heartbeat'))).toBe('reach:passed');
    street.device.knocked = bad('stream-refused');
    expect(rungs(await street.climb('heartbeat'))).toBe('reach:stream-refused');
    expect(street.device.done).toEqual(['knock']);
  });

  it.each([
    [0, true],
    [1, false],
    [2, false],
    [3, true],
  ])('after %i missed ones tries the stream of a silent camera: %s', async (missed, isTried) => {
    const street = new Street({}, { ...KNOWN, missed });
    street.device.clock = bad('onvif-timeout');
    const climb = await street.climb('heartbeat');
    expect(street.device.done.includes('sample /known+')).toBe(isTried);
    expect(climb.evidence.picture !== null).toBe(isTried);
  });

  it('learns nothing of the picture that it comes to, for it does not have the scene', async () => {
    const street = new Street({}, KNOWN);
    street.device.clock = bad('onvif-timeout');
    const { memory } = await street.climb('heartbeat');
    expect([memory.scenes, memory.looks]).toEqual([KNOWN.scenes, KNOWN.looks]);
    expect((await street.climb('frame')).memory.looks).toHaveLength(1);
  });

  it('has no stream to try where nobody knows one', async () => {
    const street = new Street();
    street.device.isReachable = false;
    street.device.clock = bad('connect-timeout');
    expect(rungs(await street.climb('heartbeat'))).toBe('reach:connect-timeout');
  });
});

describe('a frame', () => {
  it('climbs every rung of a new camera, and remembers where its stream is', async () => {
    const street = new Street();
    const climb = await street.climb('frame');
    expect(rungs(climb)).toBe(
      'reach:passed onvif:passed login:passed stream:passed frame:passed picture:passed',
    );
    expect(street.device.done).toEqual(['clock', 'choose+', 'close', 'sample /sub+', 'decode']);
    expect(climb.evidence.picture).toMatchObject({
      meanLuma: 110,
      fingerprint: 'a',
      suspects: [],
      standing: [],
    });
    await street.climb('frame');
    expect(street.device.done).toEqual(['clock', 'close', 'sample /sub+', 'decode']);
  });

  it('goes to the registered stream, whatever ONVIF once named', async () => {
    const street = new Street(REGISTERED, KNOWN);
    await street.climb('frame');
    expect(street.device.done).toContain('sample /registered+');
  });

  it('tries a known stream where ONVIF is silent', async () => {
    const street = new Street({}, KNOWN);
    street.device.clock = bad('onvif-timeout');
    expect(rungs(await street.climb('frame'))).toBe(
      'reach:passed onvif:onvif-timeout stream:passed frame:passed picture:passed',
    );
  });

  it('forgets a stream that is not there, and asks ONVIF the next time', async () => {
    const street = new Street({}, KNOWN);
    street.device.stream = 'stream-not-found';
    await street.climb('frame');
    street.device.stream = null;
    await street.climb('frame');
    expect(street.device.done).toEqual(['clock', 'choose+', 'close', 'sample /sub+', 'decode']);
  });

  it('forgets what it learned at another address, but never a refused login', async () => {
    const street = new Street({}, KNOWN);
    street.device.rtspRefuses = true;
    await street.climb('frame');
    street.target = { ...street.target, host: '10.1.1.2' };
    const climb = await street.climb('frame');
    expect(climb.memory.stream).toBeNull();
    expect(street.device.logins).toEqual([]);
  });

  it('asks for a small picture beside the decoded one where the stream was wide before', async () => {
    const lastPicture = { fingerprint: 'b', since: 0, widthPx: 1_920 };
    const street = new Street({}, { ...KNOWN, lastPicture });
    await street.climb('frame');
    expect(street.device.done).toContain('decode to 640');
  });

  it.each<[string, Partial<FakeDevice>, string]>([
    ['no media', { choice: bad('no-media') }, 'reach:passed onvif:passed stream:no-media'],
    [
      'no credential taken',
      { onvifRefuses: 'login-rejected' },
      'reach:passed onvif:passed login:login-rejected',
    ],
  ])('ends where nobody names a stream: %s', async (_name, device, expected) => {
    const street = new Street();
    Object.assign(street.device, device);
    expect(rungs(await street.climb('frame'))).toBe(expected);
  });
});

describe('a full climb', () => {
  it('reads the facts, and the MAC last', async () => {
    const street = new Street();
    const climb = await street.climb('full');
    expect(street.device.done).toEqual([
      'clock',
      'facts+',
      'choose+',
      'mac+',
      'close',
      'sample /sub+',
      'decode',
    ]);
    expect(climb.facts).toMatchObject({ vendor: 'HIKVISION', mac: 'C0-56-E3-58-00-01' });
  });

  it('is not ended by facts that fail for another reason than the login', async () => {
    const street = new Street();
    street.device.facts = bad('onvif-fault');
    const climb = await street.climb('full');
    expect(rungs(climb)).toBe(
      'reach:passed onvif:passed login:passed stream:passed frame:passed picture:passed',
    );
    expect(climb.facts).toBeNull();
  });

  it('keeps the facts where only the MAC is refused', async () => {
    const street = new Street();
    street.device.mac = bad('onvif-fault');
    expect((await street.climb('full')).facts).toMatchObject({ vendor: 'HIKVISION', mac: null });
  });

  it('does not mind that ONVIF names no stream where the register does', async () => {
    const street = new Street(REGISTERED);
    street.device.choice = bad('no-media');
    expect(rungs(await street.climb('full'))).toBe(
      'reach:passed onvif:passed login:passed stream:passed frame:passed picture:passed',
    );
  });
});
