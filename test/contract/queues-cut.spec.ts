import { Log } from '../../src/platform/logging/log.js';
import { postgresEngine, redisEngine } from '../../src/platform/queue/bull-engines.js';
import { type BullEngine, BullQueues } from '../../src/platform/queue/bull-queues.js';
import { type Line, QueueAway } from '../../src/platform/queue/queues.js';
import { CutWire } from '../e2e/cut-wire.js';
import { describeWith, type Need } from '../needs.js';
import { startPostgres } from '../postgres.js';
import { startRedis } from '../redis.js';
import { JobsDone } from './jobs-done.js';

const log = new Log({ level: 'silent' });

/** A server at the other end of a line that can be cut. */
const FAR: readonly {
  name: string;
  needs: readonly Need[];
  open: () => Promise<{ url: string; close: () => Promise<void> }>;
  engine: (url: string, how: { isPatient: true }) => Promise<BullEngine>;
}[] = [
  {
    name: 'on Redis',
    needs: ['redis'],
    open: async () => {
      const server = await startRedis();
      return { url: server.url, close: () => server.kill() };
    },
    engine: redisEngine,
  },
  {
    name: 'on PostgreSQL',
    needs: ['postgres'],
    open: async () => {
      const server = await startPostgres();
      return { url: await server.newDatabase(), close: () => server.stop() };
    },
    engine: postgresEngine,
  },
];

describe.each(FAR)('a queue $name at the end of a line', ({ name, needs, open, engine }) => {
  describeWith(needs, name, () => {
    it('is waited for by who is patient, and serves a taker from then on, also after the line was cut', async () => {
      const server = await open();
      const { hostname, port } = new URL(server.url);
      const wire = await CutWire.to(hostname, Number(port));
      await wire.cut();
      const near = Object.assign(new URL(server.url), { hostname: '127.0.0.1', port: wire.port });
      const queues = new BullQueues(await engine(near.href, { isPatient: true }), log);
      const done = new JobsDone();
      const line: Line = { realm: 'gate', kind: 'probe', delivery: 'at-most-once' };
      const taker = queues.take(line, 1, async (job) => done.add(job));
      const posted = async (id: string): Promise<void> => {
        for (let isPosted = false; !isPosted; await new Promise((resolve) => setImmediate(resolve)))
          isPosted = await queues.post(line, [{ id, body: 1 }]).then(
            () => true,
            () => false,
          );
      };
      expect(await queues.answers()).toBe(false);
      await expect(queues.post(line, [{ id: 'a', body: 1 }])).rejects.toBeInstanceOf(QueueAway);
      await wire.mend();
      await posted('b');
      await done.reaches(1);
      await wire.cut();
      expect(await queues.answers()).toBe(false);
      await wire.mend();
      await posted('c');
      await done.reaches(2);
      expect(done.ids).toEqual(['b', 'c']);
      await taker.close();
      await queues.close();
      await wire.cut();
      await server.close();
    }, 60_000);
  });
});

describeWith('redis', 'a queue on Redis that is not there', () => {
  it('ends who does not wait', async () => {
    const server = await startRedis();
    await server.kill();
    await expect(redisEngine(server.url)).rejects.toThrow(/does not answer/);
  });
});
