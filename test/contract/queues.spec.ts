import { Redis } from 'ioredis';
import { SystemClock } from '../../src/platform/clock/clock.js';
import { Log } from '../../src/platform/logging/log.js';
import { postgresEngine, redisEngine } from '../../src/platform/queue/bull-engines.js';
import { BullQueues } from '../../src/platform/queue/bull-queues.js';
import { MemoryQueues } from '../../src/platform/queue/memory-queues.js';
import type { Job, Line, Queues, Taker } from '../../src/platform/queue/queues.js';
import { describeWith, type Need } from '../needs.js';
import { startPostgres } from '../postgres.js';
import { startRedis } from '../redis.js';
import { JobsDone } from './jobs-done.js';

/** What one kind of queue is made of: two ends, which are two processes where it is a server. */
interface Ground {
  readonly here: Queues;
  readonly there: Queues;
  close(): Promise<void>;
}

const log = new Log({ level: 'silent' });

async function inMemory(): Promise<Ground> {
  const queues = new MemoryQueues(new SystemClock());
  return { here: queues, there: queues, close: () => queues.close() };
}

async function onRedis(): Promise<Ground> {
  const server = await startRedis();
  const ends = await Promise.all([redisEngine(server.url), redisEngine(server.url)]);
  const [here, there] = ends.map((engine) => new BullQueues(engine, log));
  return {
    here: here!,
    there: there!,
    close: async () => {
      await Promise.all([here!.close(), there!.close()]);
      await server.kill();
    },
  };
}

async function onPostgres(): Promise<Ground> {
  const server = await startPostgres();
  const url = await server.newDatabase();
  // The second finds the tables that the first has made.
  const here = new BullQueues(await postgresEngine(url), log);
  const there = new BullQueues(await postgresEngine(url), log);
  return {
    here,
    there,
    close: async () => {
      await Promise.all([here.close(), there.close()]);
      await server.stop();
    },
  };
}

const KINDS: readonly { name: string; needs: readonly Need[]; open: () => Promise<Ground> }[] = [
  { name: 'in this process', needs: [], open: inMemory },
  { name: 'on Redis', needs: ['redis'], open: onRedis },
  { name: 'on PostgreSQL', needs: ['postgres'], open: onPostgres },
];

/** Lines that no other case has. */
let count = 0;
function newLine(delivery: Line['delivery'] = 'at-most-once'): Line {
  return { realm: `zone-${(count += 1)}`, kind: 'probe', delivery };
}

describe.each(KINDS)('queues $name', ({ name, needs, open }) => {
  describeWith(needs, name, () => {
    let ground: Ground;
    const takers: Taker[] = [];

    beforeAll(async () => {
      ground = await open();
    }, 60_000);
    afterEach(() => Promise.all(takers.splice(0).map((taker) => taker.close())));
    afterAll(() => ground?.close());

    function taken(line: Line, places = 1, work: (job: Job) => Promise<void> = async () => {}): JobsDone {
      const done = new JobsDone();
      takers.push(
        ground.there.take(line, places, async (job) => {
          await work(job);
          done.add(job);
        }),
      );
      return done;
    }

    it('brings what was posted, in its order, as JSON gives it back', async () => {
      const line = newLine();
      await ground.here.post(line, [
        { id: 'a', body: { name: '上坡村', deep: [1, null, { at: 0.5 }], gone: undefined } },
        { id: 'b', body: 2 },
        { id: 'c', body: 'zero \u0000, half a pair \ud800' },
      ]);
      const done = taken(line);
      await done.reaches(3);
      expect(done.jobs).toEqual([
        { id: 'a', body: { name: '上坡村', deep: [1, null, { at: 0.5 }] } },
        { id: 'b', body: 2 },
        { id: 'c', body: 'zero \u0000, half a pair \ud800' },
      ]);
    });

    it('brings it to who waited already', async () => {
      const line = newLine();
      const done = taken(line);
      await ground.here.post(line, [{ id: 'a', body: 1 }]);
      await done.reaches(1);
      expect(done.ids).toEqual(['a']);
    });

    it('does a job once that is posted again: while it waits, while it is done, and just after', async () => {
      const line = newLine();
      let release!: () => void;
      const held = new Promise<void>((resolve) => (release = resolve));
      let begun!: () => void;
      const isBegun = new Promise<void>((resolve) => (begun = resolve));
      await ground.here.post(line, [{ id: 'a', body: 1 }]);
      await ground.here.post(line, [{ id: 'a', body: 1 }]);
      const done = taken(line, 1, async ({ id }) => {
        if (id !== 'a') return;
        begun();
        await held;
      });
      await isBegun;
      await ground.here.post(line, [{ id: 'a', body: 1 }]);
      release();
      await done.reaches(1);
      await ground.here.post(line, [
        { id: 'a', body: 1 },
        { id: 'last', body: 1 },
      ]);
      await done.reaches(2);
      expect(done.ids).toEqual(['a', 'last']);
    });

    it('takes back what nobody has taken, and nothing else', async () => {
      const line = newLine();
      await ground.here.post(line, [
        { id: 'a', body: 1 },
        { id: 'b', body: 1 },
      ]);
      expect(await ground.here.withdraw(line, 'a')).toBe(true);
      expect(await ground.here.withdraw(line, 'a')).toBe(false);
      const done = taken(line);
      await done.reaches(1);
      expect(done.ids).toEqual(['b']);
      expect(await ground.here.withdraw(line, 'b')).toBe(false);
    });

    it('brings the jobs of one realm to nobody who takes those of another', async () => {
      const [ours, theirs] = [newLine(), newLine()];
      const [done, other] = [taken(ours), taken(theirs)];
      await ground.here.post(theirs, [{ id: 'a', body: 'theirs' }]);
      await ground.here.post(ours, [{ id: 'a', body: 'ours' }]);
      await Promise.all([done.reaches(1), other.reaches(1)]);
      expect([done.jobs, other.jobs]).toEqual([[{ id: 'a', body: 'ours' }], [{ id: 'a', body: 'theirs' }]]);
    });

    it('shares the jobs of a line among all who take from it, and does as many at once as there are places', async () => {
      const line = newLine();
      let atOnce = 0;
      let most = 0;
      let release!: () => void;
      const held = new Promise<void>((resolve) => (release = resolve));
      const work = async (): Promise<void> => {
        most = Math.max(most, (atOnce += 1));
        if (atOnce === 5) release();
        await held;
        atOnce -= 1;
      };
      const [a, b] = [taken(line, 2, work), taken(line, 3, work)];
      await ground.here.post(
        line,
        Array.from({ length: 20 }, (_, at) => ({ id: `job-${at}`, body: at })),
      );
      while (a.jobs.length + b.jobs.length < 20)
        await Promise.race([a.reaches(a.jobs.length + 1), b.reaches(b.jobs.length + 1)]);
      expect(most).toBe(5);
      expect(new Set([...a.ids, ...b.ids]).size).toBe(20);
    });

    it('loses a job that failed where it is done at most once, and goes on', async () => {
      const line = newLine();
      const done = taken(line, 1, async ({ id }) => {
        if (id === 'bad') throw new Error('no');
      });
      await ground.here.post(line, [
        { id: 'bad', body: 1 },
        { id: 'good', body: 1 },
      ]);
      await done.reaches(1);
      expect(done.ids).toEqual(['good']);
    });

    it('does a job again that failed where it is done at least once', async () => {
      const line = newLine('at-least-once');
      let tries = 0;
      const done = taken(line, 1, async () => {
        if ((tries += 1) < 2) throw new Error('not yet');
      });
      await ground.here.post(line, [{ id: 'a', body: 1 }]);
      await done.reaches(1);
      expect(tries).toBe(2);
    });

    it('ends what is under way before a taker is closed, and brings it no more', async () => {
      const line = newLine();
      let begun!: () => void;
      const isBegun = new Promise<void>((resolve) => (begun = resolve));
      let release!: () => void;
      const held = new Promise<void>((resolve) => (release = resolve));
      const done = new JobsDone();
      const taker = ground.there.take(line, 1, async (job) => {
        begun();
        await held;
        done.add(job);
      });
      await ground.here.post(line, [{ id: 'a', body: 1 }]);
      await isBegun;
      const closed = taker.close();
      await ground.here.post(line, [{ id: 'b', body: 1 }]);
      release();
      await closed;
      expect(done.ids).toEqual(['a']);
      const next = taken(line);
      await next.reaches(1);
      expect(next.ids).toEqual(['b']);
    });
  });
});

describeWith('redis', "the user of a zone's prober on Redis", () => {
  it('takes and sends what is of its zone, and comes at nothing of another', async () => {
    const server = await startRedis();
    const root = new Redis(server.url);
    // As docs/scaling.md has it.
    const rights = ['~shouwang.gate:*', 'resetchannels', '+@all', '-@admin', '-@dangerous', '+info'];
    await root.call('ACL', 'SETUSER', 'gate', 'on', '>pass', ...rights);
    const ours = new BullQueues(await redisEngine(server.url), log);
    const theirs = new BullQueues(await redisEngine(server.url.replace('//', '//gate:pass@')), log);
    const [gate, other] = ['gate', 'other'].map((realm): Line => ({
      realm,
      kind: 'probe',
      delivery: 'at-most-once',
    }));
    const done = new JobsDone();
    const taker = theirs.take(gate!, 1, async (job) => done.add(job));
    await ours.post(gate!, [{ id: 'a', body: 1 }]);
    await done.reaches(1);
    await theirs.post({ ...gate!, kind: 'evidence' }, [{ id: 'b', body: 1 }]);
    await expect(theirs.post(other!, [{ id: 'c', body: 1 }])).rejects.toThrow(/NOPERM|No permissions/);
    await taker.close();
    await Promise.all([ours.close(), theirs.close()]);
    root.disconnect();
    await server.kill();
  });
});
