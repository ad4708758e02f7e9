import { Log } from '../../src/platform/logging/log.js';
import { ProbingStats } from '../../src/probing/index.js';
import { type Farm, startFarm } from '../farm/index.js';
import { type Registered, registerStreet, streetOf } from './probe-street.js';
import { type Service, startQuietService } from './service.js';

const STREET = {
  healthy: {},
  wide: { patch: { size: '1080p' } },
  refused: { patch: { faults: ['refuse'] } },
  mended: {},
  'a frozen daemon': { patch: { faults: ['onvif-hang'] }, isStreamRegistered: true },
} as const;
const NOBODY = '019a0000-0000-7000-8000-00000000dead';

interface Probe {
  readonly verdict: { readonly outcome: string; readonly impairment?: { readonly code: string } | null };
  readonly advice: { readonly zh: string; readonly en: string } | null;
  readonly rungs: readonly Record<string, unknown>[];
  readonly clockOffsetMs: number | null;
}

describe('the probing API', () => {
  let farm: Farm;
  let service: Service;
  let street: Registered;
  const logged: [Record<string, unknown>, string][] = [];

  beforeAll(async () => {
    farm = await startFarm(streetOf(STREET, 3));
    service = await startQuietService({ PROBING_ONVIF_CALL_TIMEOUT_MS: '1000' });
    service.app.get(Log).info = (fields, message) => void logged.push([fields, message]);
    street = await registerStreet(service, farm, STREET);
    await service.json('PATCH', path('mended', ''), { lifecycle: 'under-repair' });
  }, 60_000);

  afterAll(async () => {
    await service?.close();
    await farm?.close();
  });

  const path = (name: string, action: string): string =>
    `/api/v1/cameras/${street.ids.get(name) ?? name}${action}`;
  const probe = (name: string): Promise<Probe> => service.json('POST', path(name, '/probe'));
  /** As a page asks, that shows the ladder while it is climbed. */
  async function probeEvents(name: string): Promise<readonly [string, Record<string, unknown>][]> {
    const headers = { accept: 'text/event-stream' };
    const response = await service.request('POST', path(name, '/probe'), undefined, headers);
    expect(response.headers.get('content-type')).toBe('text/event-stream; charset=utf-8');
    const blocks = (await response.text()).trimEnd().split('\n\n');
    return blocks.map((block) => {
      const [, type, data] = /^event: (\w+)\ndata: (.*)$/.exec(block)!;
      return [type!, JSON.parse(data!) as Record<string, unknown>];
    });
  }
  const problem = async (method: string, where: string): Promise<unknown> => {
    const response = await service.request(method, where);
    return [response.status, ((await response.json()) as { code: string }).code];
  };

  it('tells of each rung as it is climbed, then the whole answer', async () => {
    const events = await probeEvents('healthy');
    const [type, answer] = events.at(-1)!;
    const told = new Map(events.slice(0, -1).map(([, rung]) => [rung['rung'], rung]));

    expect(events[0]).toMatchObject(['rung', { rung: 'reach', outcome: 'passed' }]);
    expect([type, answer['verdict']]).toEqual(['verdict', { outcome: 'live', impairment: null }]);
    expect([...told.values()]).toEqual(answer['rungs']);
  });

  it('gives two who ask for one camera at once every rung each', async () => {
    const [one, other] = await Promise.all([probeEvents('healthy'), probeEvents('healthy')]);

    expect(one.map(([type]) => type).filter((type) => type === 'verdict')).toHaveLength(1);
    expect(other.at(-1)![0]).toBe('verdict');
    expect(other.length).toBe(one.length);
  });

  it('refuses, before it begins, what it would refuse without events', async () => {
    const headers = { accept: 'text/event-stream' };
    const answers = [NOBODY, 'mended'].map((name) =>
      service.request('POST', path(name, '/probe'), undefined, headers),
    );

    expect((await Promise.all(answers)).map(({ status }) => status)).toEqual([404, 409]);
  });

  it('answers a probe with every rung, its time and what it saw, and no advice where nothing is wrong', async () => {
    const { verdict, advice, rungs, clockOffsetMs } = await probe('healthy');
    expect(verdict).toEqual({ outcome: 'live', impairment: null });
    expect(advice).toBeNull();
    expect(rungs.map(({ rung }) => rung)).toEqual(['reach', 'onvif', 'login', 'stream', 'frame', 'picture']);
    for (const rung of rungs) {
      expect(rung).toEqual({
        rung: expect.any(String),
        outcome: 'passed',
        tookMs: expect.any(Number),
        fault: null,
        saw: expect.any(Object),
      });
    }
    expect(Math.abs(clockOffsetMs!)).toBeLessThan(2_000);
  });

  it('answers with advice in two languages where something is wrong', async () => {
    const { verdict, advice } = await probe('refused');
    expect(verdict).toMatchObject({ outcome: 'frameless', fault: { code: 'connection-refused' } });
    expect(advice).toEqual({ zh: expect.stringMatching(/。$/), en: expect.stringMatching(/\.$/) });
  });

  it('calls a camera impaired whose ONVIF is silent while its picture lives', async () => {
    const { verdict } = await probe('a frozen daemon');
    expect(verdict).toMatchObject({ outcome: 'live', impairment: { code: 'onvif-silent' } });
  });

  it('keeps what the last probe saw', async () => {
    expect(await problem('GET', path('wide', '/evidence'))).toEqual([404, 'no-evidence']);
    const answered = await probe('refused');
    const kept = await service.json<Probe>('GET', path('refused', '/evidence'));
    expect(kept).toMatchObject({ verdict: answered.verdict, rungs: answered.rungs });
  });

  it.each([
    ['healthy', 640],
    ['wide', 640],
  ])(
    'shows the latest picture of a %s camera as a JPEG of at most %i px, to nobody else',
    async (name, width) => {
      await probe(name);
      const response = await service.request('GET', path(name, '/frame?reason=acceptance'));
      expect(response.headers.get('content-type')).toBe('image/jpeg');
      expect(response.headers.get('cache-control')).toBe('no-store');
      expect(Date.now() - Date.parse(response.headers.get('x-captured-at')!)).toBeLessThan(10_000);
      expect(Number(response.headers.get('age'))).toBeLessThan(10);
      expect(response.headers.get('x-camera-state')).toBe('online');
      expect(response.headers.get('x-camera-fault')).toBeNull();
      expect(widthOf(Buffer.from(await response.arrayBuffer()))).toBe(width);
    },
  );

  it.each([
    ['', 'reason: must say in 5 to 200 characters why it is looked at'],
    ['?reason=why', 'reason: must say in 5 to 200 characters why it is looked at'],
    [`?reason=${'x'.repeat(201)}`, 'reason: must say in 5 to 200 characters why it is looked at'],
  ])('shows no picture to who does not say why: %s', async (query, detail) => {
    const refusal = await service.request('GET', path('healthy', `/frame${query}`));
    expect(await refusal.json()).toMatchObject({ status: 400, detail });
  });

  it('writes down who looked at a picture, and why', async () => {
    await probe('healthy');
    logged.length = 0;
    await service.request('GET', path('healthy', '/frame?reason=work%20order%2012'));
    expect(logged).toContainEqual([
      {
        event: 'frame viewed',
        camera: street.ids.get('healthy'),
        from: '127.0.0.1',
        reason: 'work order 12',
      },
      expect.any(String),
    ]);
  });

  it.each([
    ['POST', NOBODY, '/probe', 404, 'no-such-camera'],
    ['GET', NOBODY, '/frame?reason=acceptance', 404, 'no-such-camera'],
    ['GET', NOBODY, '/evidence', 404, 'no-such-camera'],
    ['GET', 'refused', '/frame?reason=acceptance', 404, 'no-frame'],
    ['POST', 'mended', '/probe', 409, 'not-in-service'],
  ])('answers %s of %s%s with %i %s', async (method, name, action, status, code) => {
    expect(await problem(method, path(name, action))).toEqual([status, code]);
  });

  it('lets people who ask at once share a probe, and opens one RTSP session', async () => {
    const answers = await Promise.all(Array.from({ length: 8 }, () => probe('healthy')));
    expect(answers.every(({ verdict }) => verdict.outcome === 'live')).toBe(true);
    expect(farm.stats('healthy').maxConcurrentRtspSessions).toBe(1);
  });

  it('says how busy the prober is', () => {
    const numbers = service.app.get(ProbingStats).read();
    expect(numbers).toMatchObject({ cameras: 4, inFlight: 0, waiting: 0 });
  });
});

/** From the start-of-frame segment of a baseline or progressive JPEG. */
function widthOf(jpeg: Buffer): number {
  let at = 2;
  while (jpeg[at + 1] !== 0xc0 && jpeg[at + 1] !== 0xc2) at += 2 + jpeg.readUInt16BE(at + 2);
  return jpeg.readUInt16BE(at + 7);
}
