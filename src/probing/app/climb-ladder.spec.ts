import type { FaultCode } from '../../kernel/fault.js';
import { MINUTE_MS } from '../../kernel/instant.js';
import { ManualClock } from '../../platform/clock/manual-clock.js';
import { loadConfig } from '../../platform/config/load-config.js';
import type { ProbeTarget } from '../../registry/index.js';
import type { ProbeKind } from '../domain/evidence.js';
import { NO_MEMORY, type ProbeMemory } from '../domain/probe-memory.js';
import { bad, FakeDevice, good } from '../testing/fake-devices.js';
import { FakeMemoryStore, memoryBook } from '../testing/fake-memories.js';
import { FakeRegistry } from '../testing/fake-registry.js';
import { probeTarget } from '../testing/probe-target.js';
import type { Climb } from './climb.js';
import { ClimbLadder } from './climb-ladder.js';
import { LoginDesk } from './login-desk.js';

const SIGNAL = new AbortController().signal;
const STREAM = { port: 554, path: '/known', tls: false, isSecret: false };
const KNOWN: ProbeMemory = { ...NO_MEMORY, address: '10.1.1.1 80 /onvif/device_service', stream: STREAM };
const REGISTERED = { rtsp: { port: 554, path: '/registered', tls: false } };
const RTSP_ALONE = { ...REGISTERED, onvif: null };

/** A device, a register and a ladder between them; memories go from climb to climb. */
class Street {
  readonly device = new FakeDevice();
  readonly clock = new ManualClock();
  readonly store = new FakeMemoryStore();
  readonly registry: FakeRegistry;
  target: ProbeTarget;
  private readonly ladder: ClimbLadder;

  constructor(
    more: Partial<ProbeTarget> = {},
    public memory: ProbeMemory = NO_MEMORY,
  ) {
    this.target = probeTarget(more);
    this.registry = new FakeRegistry(this.target);
    const { onvif, streams, pictures } = this.device;
    const desk = new LoginDesk(this.registry, memoryBook(this.clock, this.store));
    this.ladder = new ClimbLadder(onvif, streams, pictures, desk, this.clock, loadConfig({}));
  }

  async climb(kind: ProbeKind): Promise<Climb> {
    this.device.done.length = 0;
    const climb = await this.ladder.climb(this.target, kind, this.memory, SIGNAL);
    this.memory = climb.memory;
    return climb;
  }
}

/** `reach:passed stream:no-key-frame`; what was skipped is left out. */
function rungs({ evidence }: Climb): string {
  return evidence.rungs
    .filter(({ outcome }) => outcome !== 'skipped')
    .map(({ rung, fault }) => `${rung}:${fault?.code ?? 'passed'}`)
    .join(' ');
}

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
    expect(climb.evidence.picture).toEqual({ meanLuma: 110, lumaDeviation: 20, fingerprint: 'a' });
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

describe('a second opinion', () => {
  const saw = ({ evidence }: Climb, rung: string): object =>
    evidence.rungs.find((one) => one.rung === rung)!.saw;

  it.each<[FaultCode, boolean]>([
    ['stream-garbled', true],
    ['stream-no-packets', true],
    ['no-media', true],
    ['stream-busy', false],
    ['stream-not-found', false],
    ['stream-refused', false],
    ['stream-timeout', false],
    ['connect-timeout', false],
  ])('on %s is asked: %s', async (fault, isAsked) => {
    const street = new Street({}, KNOWN);
    street.device.stream = fault;
    await street.climb('frame');
    expect(street.device.done.includes('opinion+')).toBe(isAsked);
  });

  it.each<[string, Partial<FakeDevice>, boolean]>([
    ['no key frame', { frame: 'no-key-frame' }, true],
    ['a garbled picture', { decoded: 'frame-garbled' }, true],
    ['a broken decoder of ours', { decoded: 'decoder-failed' }, false],
    ['a refused login', { rtspRefuses: true }, false],
  ])('on %s is asked: %s', async (_name, device, isAsked) => {
    const street = new Street({}, KNOWN);
    Object.assign(street.device, device);
    await street.climb('frame');
    expect(street.device.done.some((step) => step.startsWith('opinion'))).toBe(isAsked);
  });

  it('is asked for without the login that our client was not asked for', async () => {
    const street = new Street({}, KNOWN);
    street.device.rtspAsksForLogin = false;
    street.device.frame = 'no-key-frame';
    await street.climb('frame');
    expect(street.device.done).toContain('opinion');
  });

  it('stands beside the fault that it shares', async () => {
    const street = new Street({}, KNOWN);
    street.device.frame = 'no-key-frame';
    const climb = await street.climb('frame');
    expect(rungs(climb)).toContain('frame:no-key-frame');
    expect(saw(climb, 'frame')).toEqual({ secondOpinion: 'no-key-frame' });
  });

  it('that sees a frame makes the fault a quirk of our client', async () => {
    const street = new Street({}, KNOWN);
    street.device.stream = 'stream-garbled';
    street.device.opinion = good({ codec: 'h264' });
    const climb = await street.climb('frame');
    expect(rungs(climb)).toBe('reach:passed onvif:passed stream:passed frame:passed');
    expect(saw(climb, 'frame')).toMatchObject({ fault: 'client-quirk', ourClientSaw: 'stream-garbled' });
  });

  it('that nobody could give is said to be missing, and where it saw a frame before the camera is not blamed', async () => {
    const street = new Street({}, KNOWN);
    street.device.frame = 'no-key-frame';
    street.device.opinion = null;
    const climb = await street.climb('frame');
    expect(saw(climb, 'frame')).toEqual({ secondOpinion: 'not asked: rate limit' });
    expect(rungs(climb)).toContain('frame:no-key-frame');

    street.device.opinion = good({ codec: 'h264' });
    await street.climb('frame');
    street.device.opinion = null;
    expect(rungs(await street.climb('frame'))).toContain('frame:client-quirk');
  });

  it('is asked only now and then once a failure is confirmed', async () => {
    const street = new Street({}, { ...KNOWN, failedFrames: 2 });
    street.device.frame = 'no-key-frame';
    expect(saw(await street.climb('frame'), 'frame')).toEqual({
      secondOpinion: 'not asked: confirmed before',
    });
    street.memory = { ...street.memory, failedFrames: 20 };
    expect(saw(await street.climb('frame'), 'frame')).toEqual({ secondOpinion: 'no-key-frame' });
  });
});
