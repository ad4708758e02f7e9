import { MINUTE_MS, SECOND_MS } from '../../kernel/instant.js';
import { ManualClock } from '../../platform/clock/manual-clock.js';
import { memoryBook } from '../testing/fake-memories.js';
import { FakeProber } from '../testing/fake-prober.js';
import { FakeRegistry } from '../testing/fake-registry.js';
import { probeTarget } from '../testing/probe-target.js';
import { pass, settle } from '../testing/settle.js';
import { NotClimbed } from './climber.js';
import { ProbeNow } from './probe-now.js';
import { RungWatch } from './rung-watch.js';
import { Turns } from './turns.js';
import { UntoldLooks } from './untold-looks.js';

function desk(count = 1) {
  const clock = new ManualClock();
  const targets = Array.from({ length: count }, (_, index) => probeTarget({ cameraId: `camera ${index}` }));
  const registry = new FakeRegistry(...targets);
  const prober = new FakeProber(clock);
  const turns = new Turns();
  prober.takes = () => null;
  const rungs = new RungWatch();
  const untold = new UntoldLooks(memoryBook(clock), clock);
  const now = new ProbeNow(registry, prober, turns, clock, rungs, untold);
  return { clock, registry, prober, turns, rungs, untold, now };
}

/** The code of the refusal, or `done`. */
function outcomeOf(probe: Promise<unknown>): Promise<string> {
  return probe.then(
    () => 'done',
    (cause: { code?: string; message: string }) => cause.code ?? cause.message,
  );
}

describe('a probe on demand', () => {
  it('climbs the whole ladder, and nobody is late for it', async () => {
    const { prober, now } = desk();
    const outcome = outcomeOf(now.probe('camera 0'));
    await settle();
    expect(prober.begun).toMatchObject([{ cameraId: 'camera 0', kind: 'full', latenessMs: null }]);
    prober.begun[0]!.end();
    expect(await outcome).toBe('done');
  });

  it('tells all who asked before it began of each rung, and nobody of the climb before it', async () => {
    const { prober, turns, rungs, now } = desk();
    const told: string[] = [];
    const rung = { rung: 'reach', outcome: 'passed', tookMs: 1, fault: null, saw: {} } as const;
    void turns.take('camera 0', () =>
      prober.probe(probeTarget({ cameraId: 'camera 0' }), 'frame', 0, turns.signal),
    );
    const both = ['a', 'b'].map((name) =>
      outcomeOf(now.probe('camera 0', (one) => told.push(`${name} ${one.rung}`))),
    );
    await settle();
    rungs.tell('camera 0', rung);
    prober.begun[0]!.end();
    await settle();
    rungs.tell('camera 0', rung);
    prober.begun[1]!.end();
    await Promise.all(both);
    rungs.tell('camera 0', rung);

    expect(told).toEqual(['a reach', 'b reach']);
  });

  it('climbs anew for who asks after it has begun', async () => {
    const { prober, now } = desk();
    for (const nth of [0, 1]) {
      const outcome = outcomeOf(now.probe('camera 0'));
      await settle();
      expect(prober.begun).toHaveLength(nth + 1);
      prober.begun[nth]!.end();
      expect(await outcome).toBe('done');
    }
  });

  it('waits for a probe of the same camera that is under way', async () => {
    const { clock, prober, turns, now } = desk();
    const beat = turns.take('camera 0', () =>
      prober.probe(probeTarget({ cameraId: 'camera 0' }), 'frame', 0, turns.signal),
    );
    const outcome = outcomeOf(now.probe('camera 0'));
    await pass(clock, 20 * SECOND_MS);
    expect(prober.begun.map(({ kind }) => kind)).toEqual(['frame']);
    prober.begun[0]!.end();
    await beat;
    await settle();
    expect(prober.begun.map(({ kind }) => kind)).toEqual(['frame', 'full']);
    expect(prober.mostAtOnce).toBe(1);
    prober.begun[1]!.end();
    expect(await outcome).toBe('done');
  });

  it('gives up when that takes longer than half a minute, and works again afterwards', async () => {
    const { clock, prober, turns, now } = desk();
    const beat = turns.take('camera 0', () =>
      prober.probe(probeTarget({ cameraId: 'camera 0' }), 'frame', 0, turns.signal),
    );
    const outcome = outcomeOf(now.probe('camera 0'));
    await pass(clock, 31 * SECOND_MS, SECOND_MS);
    expect(await outcome).toBe('probe-under-way');
    prober.begun[0]!.end();
    await beat;
    const again = outcomeOf(now.probe('camera 0'));
    await settle();
    prober.begun[1]!.end();
    expect(await again).toBe('done');
  });

  it('is the same for all who ask before it begins, and another for who asks later', async () => {
    const { prober, turns, now } = desk();
    const beat = turns.take('camera 0', () =>
      prober.probe(probeTarget({ cameraId: 'camera 0' }), 'frame', 0, turns.signal),
    );
    const first = [now.probe('camera 0'), now.probe('camera 0')];
    await settle();
    prober.begun[0]!.end();
    await beat;
    await settle();
    const later = now.probe('camera 0');
    await settle();
    expect(prober.begun).toHaveLength(2);
    prober.begun[1]!.end();
    const [one, two] = await Promise.all(first);
    expect(one).toBe(two);
    await settle();
    prober.begun[2]!.end();
    expect(await later).not.toBe(one);
  });

  it('takes no more than its places, so that a thousand requests are no herd', async () => {
    const { prober, now } = desk(100);
    const outcomes = Array.from({ length: 100 }, (_, index) => outcomeOf(now.probe(`camera ${index}`)));
    await settle();
    expect(prober.underWay.size).toBe(32);
    while (prober.underWay.size > 0) {
      for (const one of prober.underWay) one.end();
      await settle();
    }
    expect(new Set(await Promise.all(outcomes))).toEqual(new Set(['done']));
    expect(prober.mostAtOnce).toBe(32);
  });

  it('is refused for a camera that is unknown, or not in service', async () => {
    const { registry, now } = desk();
    registry.outOfService.add('mended');
    expect(await outcomeOf(now.probe('nobody'))).toBe('no-such-camera');
    expect(await outcomeOf(now.probe('mended'))).toBe('not-in-service');
  });

  it('says that nobody looked where no prober could be sent, and breaks for anything else', async () => {
    const { prober, now } = desk(2);
    prober.takes = () => 0;
    prober.breaks = new NotClimbed('No prober of the zone took it.');
    await expect(now.probe('camera 0')).rejects.toMatchObject({
      kind: 'unavailable',
      code: 'nobody-looked',
      message: expect.stringMatching(/^No prober of the zone took it\. See whether/),
    });
    prober.breaks = new Error('broken');
    expect(await outcomeOf(now.probe('camera 1'))).toBe('broken');
  });

  it('keeps its login back afterwards where a prober may have spent it and nobody told', async () => {
    const { clock, prober, untold, now } = desk();
    prober.takes = () => 0;
    prober.breaks = new NotClimbed('The prober fell silent.');
    await outcomeOf(now.probe('camera 0'));
    expect(untold.allowed(probeTarget({ cameraId: 'camera 0' }), 'full').kind).toBe('heartbeat');
    expect(await outcomeOf(now.probe('camera 0'))).toBe('login-kept-back');
    expect(prober.begun).toHaveLength(1);
    clock.advance(10 * MINUTE_MS);
    prober.breaks = null;
    expect(await outcomeOf(now.probe('camera 0'))).toBe('done');
  });

  it('ends with the service', async () => {
    const { turns, now } = desk();
    const outcome = outcomeOf(now.probe('camera 0'));
    await settle();
    await turns.onModuleDestroy();
    expect(await outcome).toBe('the service stops');
  });
});
