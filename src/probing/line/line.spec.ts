import { assert, asyncProperty, constantFrom, integer, shuffledSubarray } from 'fast-check';
import { MINUTE_MS, SECOND_MS } from '../../kernel/instant.js';
import type { Climb } from '../app/climb.js';
import { NotClimbed } from '../app/climber.js';
import { Planner, ZONE, climbed, climbOf } from '../testing/planner.js';
import { settle } from '../testing/settle.js';
import { Street } from '../testing/street.js';
import { toWire } from './climb-wire.js';
import type { Found } from './evidence-batch.js';
import { probeLine } from './lines.js';
import { probeJob } from './probe-job.js';

describe('what goes to the probers of a zone', () => {
  it('goes together, at most a hundred at a time, with a login that only the key of the zone opens', async () => {
    const planner = new Planner();
    for (let count = 0; count < 230; count += 1) void planner.ask(`camera-${count}`);
    await planner.collected();
    expect(planner.jobs.map(({ errands }) => errands.length)).toEqual([100, 100, 30]);
    const text = JSON.stringify(planner.jobs);
    const { username, password } = (await planner.street.registry.loginOf())!;
    expect(text).not.toContain(`"${password}"`);
    expect(text).not.toContain(`"${username}"`);
    expect(planner.jobs[0]!.errands[0]!.login?.sealed).toMatch(/^v1\./);
  });

  it.each(['heartbeat', 'frame', 'full'] as const)(
    'goes with the scene of the camera where its picture is looked at, and not with a heartbeat: %s',
    async (kind) => {
      const planner = new Planner();
      const { memory } = await new Street().climb('full');
      void planner.ask('a', { memory, kind });
      await planner.collected();
      const [errand] = planner.jobs[0]!.errands;
      expect(memory.scenes.day).not.toBeNull();
      const scenes = kind === 'heartbeat' ? { day: null, night: null } : memory.scenes;
      expect(errand!.memory).toEqual({ ...memory, scenes });
    },
  );

  it('is taken back when the next beat is due, and says that nobody looks after the zone', async () => {
    const planner = new Planner(false);
    const asked = planner.ask('a');
    await planner.collected();
    planner.clock.advance(MINUTE_MS);
    await settle();
    expect(await asked).toBeInstanceOf(NotClimbed);
    expect(planner.leftAlone).toEqual([ZONE]);
    planner.queues.take(probeLine(ZONE), 1, async ({ body }) => void planner.jobs.push(probeJob.parse(body)));
    await settle();
    expect(planner.jobs).toEqual([]);
  });

  it('goes out with the login that was read before, until the camera has another', async () => {
    const planner = new Planner();
    const { registry } = planner.street;
    for (const credentialVersion of [1, 1, 2]) {
      registry.login = { ...registry.login!, version: credentialVersion };
      void planner.ask('a', { credentialVersion });
      await planner.collected();
    }
    expect(planner.jobs.map(({ errands }) => errands[0]!.login?.version)).toEqual([1, 1, 2]);
    expect(registry.opened).toBe(2);
  });

  it('stays here alone where its login cannot be read, and leaves the zone in peace', async () => {
    const planner = new Planner();
    planner.street.registry.loginOf = () => Promise.reject(new Error('the database is away'));
    const asked = planner.ask('a');
    void planner.ask('b', { credentialId: null, credentialVersion: null });
    await planner.collected();
    expect(await asked).toMatchObject({ message: 'the database is away' });
    expect(planner.jobs[0]!.errands.map(({ target }) => target.cameraId)).toEqual(['b']);
    expect(planner.leftAlone).toEqual([]);
  });

  it('is given up, and leaves the zone in peace, where whoever took it fell silent', async () => {
    const planner = new Planner();
    const asked = planner.ask('a');
    await planner.collected();
    planner.clock.advance(10 * MINUTE_MS);
    await settle();
    expect(await asked).toMatchObject({ message: 'The prober fell silent.' });
    expect(planner.leftAlone).toEqual([]);
  });

  it('is given up, and leaves the zone in peace, where the prober that took it was started anew', async () => {
    const planner = new Planner();
    await planner.hear([], { run: 'before' });
    const asked = planner.ask('a');
    await planner.collected();
    await planner.hear([], { run: 'after' });
    expect(await asked).toMatchObject({ message: 'Its prober began anew.' });
    expect(planner.leftAlone).toEqual([]);
  });

  it('is waited for where another prober of the zone may have taken it than the one that was started anew', async () => {
    const planner = new Planner();
    await planner.hear([], { instance: 'gate-2' });
    await planner.hear([], { run: 'before' });
    let isGivenUp = false;
    void planner.ask('a').then(() => (isGivenUp = true));
    await planner.collected();
    await planner.hear([], { run: 'after' });
    expect(isGivenUp).toBe(false);
  });
});

describe('what comes back from the probers of a zone', () => {
  it('is believed once: doubled, late and out of order it changes nothing', async () => {
    const cameras = ['a', 'b', 'c'];
    const orders = shuffledSubarray([0, 0, 1, 1, 2, 2], { minLength: 6, maxLength: 6 });
    await assert(
      asyncProperty(
        orders,
        constantFrom(...cameras),
        integer({ min: 1, max: 500 }),
        async (order, twice, later) => {
          const planner = new Planner();
          const asked = cameras.map((cameraId) => planner.ask(cameraId));
          await planner.collected();
          const { errands, postedAt } = planner.jobs[0]!;
          const told = new Set<number>();
          for (const index of order) {
            const { id, target } = errands[index]!;
            // The second time it says something else, of another instant.
            const at = postedAt + (told.has(index) ? later : 0);
            told.add(index);
            await planner.hear([climbed(id, target.cameraId, await climbOf(target.cameraId, at))]);
          }
          const again = planner.ask(twice);
          const answers = (await Promise.all(asked)) as Climb[];
          expect(answers.map(({ evidence }) => [evidence.cameraId, evidence.at])).toEqual(
            cameras.map((cameraId) => [cameraId, postedAt]),
          );
          await planner.collected();
          await planner.hear([climbed(errands[0]!.id, 'a', await climbOf('a', 0))]);
          const { errands: next } = planner.jobs.at(-1)!;
          await planner.hear([climbed(next[0]!.id, twice, await climbOf(twice, postedAt + 1))]);
          expect(((await again) as Climb).evidence.at).toBe(postedAt + 1);
        },
      ),
      { numRuns: 20 },
    );
  });

  it('is by our hour, however wrong the clock of the prober is', async () => {
    const planner = new Planner();
    const asked = planner.ask('a');
    await planner.collected();
    const [errand] = planner.jobs[0]!.errands;
    const aheadMs = 5 * MINUTE_MS;
    const climb = await climbOf('a', planner.clock.now() + aheadMs);
    await planner.hear([climbed(errand!.id, 'a', climb)], { aheadMs });
    expect(((await asked) as Climb).evidence.at).toBe(planner.clock.now());
  });

  it('leaves of the memory what the climb did not touch the very same, so that nobody writes it down again', async () => {
    const planner = new Planner();
    const street = new Street();
    await street.climb('full');
    const { memory } = street;
    const asked = planner.ask('a', { memory });
    await planner.collected();
    const [errand] = planner.jobs[0]!.errands;
    const wire = toWire({ ...(await street.climb('heartbeat')), memory: { ...memory, missed: 2 } }, memory);
    expect(wire.memory).toEqual({ missed: 2 });
    await planner.hear([
      climbed(errand!.id, 'a', { ...wire, evidence: { ...wire.evidence, cameraId: 'a' } }),
    ]);
    const found = ((await asked) as Climb).memory;
    expect(found).toEqual({ ...memory, missed: 2 });
    expect(found.scenes).toBe(memory.scenes);
  });

  it.each(['heartbeat', 'frame', 'full'] as const)('loses nothing of what a %s changed', async (kind) => {
    const planner = new Planner();
    const { memory: before } = await new Street().climb('full');
    const scenes = { day: null, night: before.scenes.day };
    const memory = { ...before, scenes, lastPicture: null, isQuirky: true };
    const asked = planner.ask('a', { memory, kind });
    await planner.collected();
    const [errand] = planner.jobs[0]!.errands;
    expect(errand!.tellChanges).toBe(true);
    const climb = await new Street({}, errand!.memory).climb(kind);
    const wire = toWire({ ...climb, evidence: { ...climb.evidence, cameraId: 'a' } }, errand!.memory);
    await planner.hear([climbed(errand!.id, 'a', wire)]);
    const learned = kind === 'heartbeat' ? scenes : climb.memory.scenes;
    expect(learned.day === null).toBe(kind === 'heartbeat');
    expect(((await asked) as Climb).memory).toEqual({ ...climb.memory, scenes: learned });
  });

  it('began when the prober came to it, not when it was asked for', async () => {
    const planner = new Planner();
    const askedMs = planner.clock.monotonicMs();
    const asked = planner.ask('a');
    await planner.collected();
    const [errand] = planner.jobs[0]!.errands;
    planner.clock.advance(4 * SECOND_MS);
    await planner.hear([climbed(errand!.id, 'a', await climbOf('a', planner.clock.now()))]);
    expect(((await asked) as Climb).begunMs - askedMs).toBe(5 * SECOND_MS);
  });

  it.each<[string, (item: Found) => readonly unknown[], string]>([
    ['of another zone', (item) => [item], 'other'],
    ['of another camera than was asked for', (item) => [{ ...item, cameraId: 'b' }], ZONE],
    ['that nobody asked for', (item) => [{ ...item, errandId: 'made-up' }], ZONE],
    ['that is nothing', () => ['{}'], ZONE],
    ['of a fault that there is not', (item) => [withFault(item, 'eaten-by-bear')], ZONE],
  ])('is left aside: evidence %s', async (_name, spoil, zoneId) => {
    const planner = new Planner();
    let said: Climb | Error | null = null;
    void planner.ask('a').then((answer) => (said = answer));
    await planner.collected();
    const [errand] = planner.jobs[0]!.errands;
    const good = climbed(errand!.id, 'a', await climbOf('a', planner.clock.now()));
    await planner.hear(spoil(good), { zoneId });
    expect(said).toBeNull();
    await planner.hear([good]);
    expect(said).toMatchObject({ evidence: { cameraId: 'a' } });
  });
});

function withFault(item: Found, code: string): unknown {
  const wire = structuredClone(item) as unknown as { climb: { evidence: { rungs: { fault: unknown }[] } } };
  wire.climb.evidence.rungs[0]!.fault = { code, detail: 'x' };
  return wire;
}
