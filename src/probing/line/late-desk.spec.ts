import { MINUTE_MS, SECOND_MS } from '../../kernel/instant.js';
import { NotClimbed } from '../app/climber.js';
import { credentialKey, FRESH_BUDGET, loginRefused } from '../domain/login-budget.js';
import { NO_MEMORY } from '../domain/probe-memory.js';
import { climbed, climbOf, Planner, ZONE } from '../testing/planner.js';
import { probeTarget } from '../testing/probe-target.js';
import { settle } from '../testing/settle.js';

const HISTORY = { lastPicture: null, isLoginInDoubt: false };
const found = (cameraId: string) => ({ errandId: `own-${cameraId}`, cameraId });

function planner(): Planner {
  const targets = ['a', 'b'].map((cameraId) => probeTarget({ cameraId, zoneId: ZONE }));
  return new Planner(true, [...targets, probeTarget({ cameraId: 'elsewhere', zoneId: 'other' })]);
}

async function looked(cameraId: string, at: number) {
  const { evidence } = await climbOf(cameraId, at);
  return { what: 'looked', ...found(cameraId), evidence, history: HISTORY };
}

describe('evidence that nobody waits for any more', () => {
  it('is judged by its own instant, by our clock', async () => {
    const { clock, late, hear } = bound(planner());
    const at = clock.now() - 5 * MINUTE_MS;
    const aheadMs = 2 * MINUTE_MS;
    await hear([await looked('a', at + aheadMs)], { aheadMs });
    expect(late).toMatchObject([{ cameraId: 'a', evidence: { at }, verdict: { outcome: 'answered' } }]);
  });

  it('may be what was asked for before the line was cut, or by a process that is gone', async () => {
    const { late, hear, clock, memories } = bound(planner());
    const climb = await climbOf('a', clock.now() - MINUTE_MS);
    await hear([climbed('of-another-process', 'a', climb)]);
    expect(late.map(({ cameraId }) => cameraId)).toEqual(['a']);
    expect(memories.of('a').address).toBe(climb.memory.address);
  });

  it('frees whoever waits for it all the same', async () => {
    const { ask, collected, jobs, hear, clock, late } = bound(planner());
    const asked = ask('a');
    await collected();
    const [errand] = jobs[0]!.errands;
    await hear([{ ...(await looked('a', clock.now())), errandId: errand!.id }]);
    expect(await asked).toBeInstanceOf(NotClimbed);
    expect(late).toHaveLength(1);
  });

  it('is not believed of a camera of another zone, or of one that there is not', async () => {
    const { late, hear, clock, memories } = bound(planner());
    const memory = { ...NO_MEMORY, scheme: 'wsse' as const };
    await hear([
      await looked('elsewhere', clock.now()),
      await looked('nobody', clock.now()),
      { what: 'remembered', ...found('elsewhere'), at: clock.now(), memory },
    ]);
    expect(late).toEqual([]);
    expect(memories.of('elsewhere')).toEqual(NO_MEMORY);
  });

  it('is told again where it cannot be taken now', async () => {
    const own = planner();
    own.isUnwell = true;
    await own.hear([await looked('a', own.clock.now())]);
    expect(own.late).toEqual([]);
    own.isUnwell = false;
    own.clock.advance(SECOND_MS);
    await settle();
    expect(own.late).toHaveLength(1);
  });

  it('leaves what it remembers, but no older memory than ours, and never a refused login forgotten', async () => {
    const { ask, collected, jobs, hear, clock, memories } = bound(planner());
    const begun = clock.now();
    const key = credentialKey('cred', 1);
    const budget = loginRefused(FRESH_BUDGET, { key, as: 'login-rejected', over: 'rtsp' }, begun);
    const memory = { ...NO_MEMORY, address: 'then', budget };
    await hear([{ what: 'remembered', ...found('a'), at: begun, memory }]);
    expect(memories.of('a')).toMatchObject({ address: 'then', budget });

    void ask('b');
    await collected();
    const climb = await climbOf('b', clock.now());
    await hear([climbed(jobs[0]!.errands[0]!.id, 'b', climb)]);
    const ours = memories.of('b');
    await hear([{ what: 'remembered', ...found('b'), at: begun, memory }]);
    expect(memories.of('b')).toEqual({ ...ours, budget });
    await hear([{ what: 'refused', ...found('b'), budget: FRESH_BUDGET }]);
    expect(memories.of('b').budget).toEqual(budget);
  });
});

describe('a job', () => {
  it('says that its prober is alone in the zone while no other was heard of for a while', async () => {
    const { ask, collected, jobs, hear, clock } = bound(planner());
    const said = async (): Promise<boolean | undefined> => {
      void ask(`camera-${jobs.length}`);
      await collected();
      return jobs.at(-1)!.isAlone;
    };
    expect(await said()).toBe(false);
    await hear([]);
    expect(await said()).toBe(true);
    await hear([], { instance: 'gate-2' });
    expect(await said()).toBe(false);
    clock.advance(5 * MINUTE_MS);
    await hear([]);
    clock.advance(5 * MINUTE_MS + SECOND_MS);
    expect(await said()).toBe(true);
  });
});

describe('a zone', () => {
  it('is not left alone by a prober that is busy with others of its cameras', async () => {
    const busy = new Planner(false);
    const asked = busy.ask('a');
    await busy.collected();
    busy.clock.advance(SECOND_MS);
    await busy.hear([await looked('b', busy.clock.now())]);
    busy.clock.advance(MINUTE_MS / 2);
    await busy.hear([]);
    busy.clock.advance(MINUTE_MS / 2);
    await settle();
    expect(await asked).toBeInstanceOf(NotClimbed);
    expect(busy.leftAlone).toEqual([]);
  });

  it('is left alone once all of its probers fell silent, and nobody waits for their climbs', async () => {
    const { ask, collected, hear, clock, leftAlone } = bound(planner());
    const asked = ask('a');
    await collected();
    await hear([]);
    await hear([], { instance: 'gate-2' });
    clock.advance(30 * SECOND_MS);
    await hear([]);
    clock.advance(30 * SECOND_MS);
    expect(leftAlone).toEqual([]);
    clock.advance(10 * SECOND_MS);
    expect(leftAlone).toEqual([ZONE]);
    expect(await asked).toBeInstanceOf(NotClimbed);
    await hear([]);
    clock.advance(MINUTE_MS);
    expect(leftAlone).toEqual([ZONE, ZONE]);
  });

  it('is not left alone while we are so slow to take in what it said that nothing else is heard', async () => {
    const slow = planner();
    let goOn!: () => void;
    slow.slowly = new Promise((resolve) => (goOn = resolve));
    await slow.hear([await looked('a', slow.clock.now())]);
    slow.clock.advance(MINUTE_MS);
    goOn();
    await settle();
    slow.clock.advance(30 * SECOND_MS);
    expect(slow.leftAlone).toEqual([]);
    slow.clock.advance(15 * SECOND_MS);
    expect(slow.leftAlone).toEqual([ZONE]);
  });
});

/** Its methods by themselves. */
function bound(planner: Planner) {
  const { clock, late, jobs, memories, leftAlone } = planner;
  const hear = planner.hear.bind(planner);
  return {
    clock,
    late,
    jobs,
    memories,
    leftAlone,
    hear,
    ask: planner.ask.bind(planner),
    collected: planner.collected.bind(planner),
  };
}
