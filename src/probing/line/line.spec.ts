import { setMaxListeners } from 'node:events';
import { assert, asyncProperty, constantFrom, integer, shuffledSubarray } from 'fast-check';
import { MINUTE_MS, SECOND_MS } from '../../kernel/instant.js';
import type { ManualClock } from '../../platform/clock/manual-clock.js';
import { RandomIds } from '../../platform/clock/ids.js';
import { loadConfig } from '../../platform/config/load-config.js';
import { EventBus } from '../../platform/events/event-bus.js';
import { Log } from '../../platform/logging/log.js';
import { MemoryQueues } from '../../platform/queue/memory-queues.js';
import type { Climb } from '../app/climb.js';
import { NotClimbed } from '../app/climber.js';
import { RungWatch } from '../app/rung-watch.js';
import { NO_MEMORY } from '../domain/probe-memory.js';
import { ZoneLeftAlone } from '../events.js';
import { FakeMemoryStore, memoryBook } from '../testing/fake-memories.js';
import { pictureChecks } from '../testing/fake-picture-checks.js';
import { probeTarget } from '../testing/probe-target.js';
import { settle } from '../testing/settle.js';
import { Street } from '../testing/street.js';
import { Dispatcher } from './dispatcher.js';
import { ErrandDesk } from './errand-desk.js';
import { EvidenceDesk } from './evidence-desk.js';
import { toWire } from './climb-wire.js';
import type { Found } from './evidence-batch.js';
import { evidenceLine, probeLine } from './lines.js';
import { PendingClimbs } from './pending-climbs.js';
import { probeJob, type ProbeJob } from './probe-job.js';
import { RemoteClimber } from './remote-climber.js';
import { ZoneSeals } from './zone-seals.js';

const ZONE = 'local';
const SIGNAL = new AbortController().signal;
// Hundreds of climbs at once.
setMaxListeners(Infinity, SIGNAL);
const SECRET_KEY = 'ab'.repeat(32);
const config = loadConfig({ SHOUWANG_SECRET_KEY: SECRET_KEY });
const log = new Log({ level: 'silent' });

/** Whoever plans, with a queue whose other end is the test. */
class Planner {
  readonly street = new Street();
  readonly clock: ManualClock = this.street.clock;
  readonly queues = new MemoryQueues(this.clock);
  readonly jobs: ProbeJob[] = [];
  readonly leftAlone: string[] = [];
  readonly climber: RemoteClimber;
  private batches = 0;

  constructor(isTaken = true) {
    const events = new EventBus(log);
    events.on(ZoneLeftAlone, ({ zoneId }) => void this.leftAlone.push(zoneId));
    const pending = new PendingClimbs(this.clock, config);
    const checks = pictureChecks(this.clock, config);
    const desk = new ErrandDesk(this.street.registry, checks, new ZoneSeals(config), this.clock);
    const dispatcher = new Dispatcher(this.queues, desk, pending, events, config, this.clock, log);
    const memories = memoryBook(this.clock, new FakeMemoryStore());
    const rungs = new RungWatch();
    const evidence = new EvidenceDesk(this.queues, pending, memories, rungs, this.clock, log);
    this.climber = new RemoteClimber(pending, dispatcher, evidence, rungs, new RandomIds());
    if (isTaken)
      this.queues.take(probeLine(ZONE), 1, async ({ body }) => void this.jobs.push(probeJob.parse(body)));
  }

  /** Answers with what was said in the end: a climb, or why there is none. */
  ask(cameraId: string): Promise<Climb | Error> {
    const target = probeTarget({ cameraId, zoneId: ZONE });
    const climb = this.climber.climb({ target, kind: 'heartbeat', memory: NO_MEMORY }, SIGNAL);
    return climb.catch((cause: unknown) => cause as Error);
  }

  async collected(): Promise<void> {
    this.clock.advance(SECOND_MS);
    await settle();
  }

  async hear(items: readonly unknown[], { zoneId = ZONE, aheadMs = 0 } = {}): Promise<void> {
    const at = this.clock.now() + aheadMs;
    const stamps = { postedAt: this.jobs[0]?.postedAt ?? at, takenAt: at, sentAt: at };
    const body = { version: 1, prober: 'gate', zoneId, ...stamps, items };
    await this.queues.post(evidenceLine(ZONE), [{ id: `batch-${(this.batches += 1)}`, body }]);
    await settle();
  }
}

async function climbOf(cameraId: string, at: number): Promise<ReturnType<typeof toWire>> {
  const { evidence, ...climb } = await new Street().climb('heartbeat');
  return toWire({ ...climb, evidence: { ...evidence, cameraId, at } });
}

function climbed(errandId: string, cameraId: string, climb: ReturnType<typeof toWire>): Found {
  return { what: 'climbed', errandId, cameraId, climb };
}

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

  it('is given up, and leaves the zone in peace, where whoever took it fell silent', async () => {
    const planner = new Planner();
    const asked = planner.ask('a');
    await planner.collected();
    planner.clock.advance(10 * MINUTE_MS);
    await settle();
    expect(await asked).toMatchObject({ message: 'The prober fell silent.' });
    expect(planner.leftAlone).toEqual([]);
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
