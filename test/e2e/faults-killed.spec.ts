import { existsSync, readFileSync } from 'node:fs';
import { until } from './built-service.js';
import { FaultsChain } from './faults-chain.js';
import { FaultsTown, TWO_INTERVALS_MS } from './faults-town.js';

describe('the service, killed with -9 amid an outage', () => {
  let town: FaultsTown;

  beforeAll(async () => {
    town = await FaultsTown.build(77, ['lives', 'down', 'falls-unseen', 'mended-unseen']);
    await town.start();
    await town.register();
  }, 60_000);

  afterAll(() => town?.close());

  it('invents no outage, loses none, and is right within two intervals of its start', async () => {
    await town.fell('down');
    await town.fell('mended-unseen');
    const before = [await town.outageOf('down'), await town.outageOf('mended-unseen')];
    await town.service.kill();
    await town.fell('falls-unseen');
    await town.mended('mended-unseen');

    await town.start();
    const tookMs = await town.settled({
      lives: 'online',
      down: 'offline',
      'falls-unseen': 'offline',
      'mended-unseen': 'online',
    });
    expect(tookMs).toBeLessThan(TWO_INTERVALS_MS);

    const fallen = await town.outageOf('falls-unseen');
    await town.outageOf('mended-unseen', ({ closedAt }) => closedAt !== null);
    const outages = await town.outages();
    expect(outages.map(({ id }) => id).toSorted()).toEqual(
      [...before, fallen].map(({ id }) => id).toSorted(),
    );
    expect(outages.find(({ cameraName }) => cameraName === 'down')).toMatchObject({
      openedAt: before[0]!.openedAt,
      closedAt: null,
    });
  }, 60_000);

  it('closes what was open before, once, when the camera comes back after the next kill', async () => {
    const { id } = await town.outageOf('down');
    await town.service.kill();
    await town.mended('down');
    await town.mended('falls-unseen');
    await town.start();
    await town.outageOf('down', ({ closedAt }) => closedAt !== null);
    await town.outageOf('falls-unseen', ({ closedAt }) => closedAt !== null);
    expect((await town.outages()).filter(({ cameraName }) => cameraName === 'down')).toMatchObject([{ id }]);
    expect((await town.outages()).length).toBe(3);
  }, 60_000);

  it('counts the time that nobody looked as unknown, and never as down', async () => {
    const states = (await town.transitionsOf('lives')).map(({ from, to }) => `${from} ${to}`);
    const gap = ['online unknown', 'unknown online'];
    expect(states).toEqual(['unknown online', ...gap, ...gap]);
  });
});

describe('decode workers, killed with -9 again and again', () => {
  const NAMES = ['a', 'b', 'c', 'd'];
  let town: FaultsTown;

  beforeAll(async () => {
    town = await FaultsTown.build(78, NAMES);
    await town.start({ PROBING_FRAME_INTERVAL_S: '1' });
    await town.register();
  }, 60_000);

  afterAll(() => town?.close());

  it('are no fault of any camera', async () => {
    const sampled = await framesOf(town);
    for (let kills = 0; kills < 10; kills += 1) {
      for (const pid of workersOf(town.service.pid)) process.kill(pid, 'SIGKILL');
      const seen = await framesOf(town);
      await until(async () => (await framesOf(town)) > seen);
    }
    await until(async () => (await framesOf(town)) >= sampled + 20);
    expect(town.service.isRunning).toBe(true);
    expect(await town.states()).toEqual(Object.fromEntries(NAMES.map((name) => [name, 'online'])));
    expect(await town.outages()).toEqual([]);
    for (const name of NAMES)
      expect(await town.transitionsOf(name)).toMatchObject([{ from: 'unknown', to: 'online' }]);
  }, 60_000);
});

describe('the service, killed with -9 at every link from an outage to whoever is told and sent', () => {
  const POLE = ['one', 'other'];
  let chain: FaultsChain;

  beforeAll(async () => {
    chain = await FaultsChain.build(84, POLE);
    await chain.start('incident', 'order', 'delivery');
    await chain.register();
  }, 60_000);

  afterAll(() => chain?.close());

  it('makes one incident of the outages and one work order of it, and tells of each under one key', async () => {
    for (const name of POLE) await chain.town.fell(name);
    const outages = await chain.has(() => chain.outages(), 2);
    expect(await chain.incidents()).toEqual([]);

    await chain.start('order', 'delivery');
    const [incident] = await chain.has(() => chain.incidents(), 1);
    await chain.start('delivery');
    const [order] = await chain.has(() => chain.orders(), 1);
    expect(order).toMatchObject({ state: 'open', incidentId: incident!.id });
    await chain.start();
    await chain.attempts(1);
    // First the kill: what it hears an answer to and cannot write down any more, it would rightly say again.
    await chain.town.service.kill();
    chain.answers = true;
    await chain.start();
    const [first, again] = await chain.attempts(2);
    expect(again).toEqual(first);

    await chain.allTold('report', `work-order:${order!.id}`);
    await chain.town.settled({ one: 'offline', other: 'offline' });
    expect(chain.saidOf(`incident:${incident!.id}`)).toEqual(['opened']);
    expect(chain.saidOf('work-order:')).toEqual(['report']);
    expect(chain.saidOf('outage:')).toEqual([]);
    expect(idsOf(await chain.outages())).toEqual(idsOf(outages));
    expect(idsOf(await chain.incidents())).toEqual([incident!.id]);
    expect(idsOf(await chain.orders())).toEqual([order!.id]);
  }, 90_000);

  it('ends each once, and tells so once, when the cameras come back while it is dead', async () => {
    const [[incident], [order]] = [await chain.incidents(), await chain.orders()];
    await chain.town.service.kill();
    for (const name of POLE) await chain.town.mended(name);
    await chain.start('delivery');
    await until(async () => (await chain.orders()).every(({ state }) => state === 'closed'));
    await chain.start();
    await chain.allTold('recovered', `work-order:${order!.id}`);
    await chain.allTold('recovered', `incident:${incident!.id}`);
    await chain.town.settled({ one: 'online', other: 'online' });
    expect(chain.saidAgain).toEqual([]);
    expect(chain.saidOf(`incident:${incident!.id}`)).toEqual(['opened', 'recovered']);
    expect(chain.saidOf('work-order:')).toEqual(['report', 'recovered']);
    expect(chain.saidOf('outage:')).toEqual([]);
    expect((await chain.outages()).map(({ closedAt }) => closedAt)).toEqual([
      expect.any(String),
      expect.any(String),
    ]);
    expect(await chain.incidents()).toMatchObject([{ id: incident!.id, closedAt: expect.any(String) }]);
    expect(idsOf(await chain.orders())).toEqual([order!.id]);
  }, 90_000);

  const idsOf = (found: readonly { id: string }[]): string[] => found.map(({ id }) => id).toSorted();
});

/** Processes that the service has begun: nobody else's. */
function workersOf(pid: number): number[] {
  const file = `/proc/${pid}/task/${pid}/children`;
  return existsSync(file) ? readFileSync(file, 'utf8').split(' ').filter(Boolean).map(Number) : [];
}

/** Frames that were decoded since the start. */
async function framesOf(town: FaultsTown): Promise<number> {
  const text = await town.service.text('/metrics');
  return Number(/^shouwang_probes_total\{rung="frame",outcome="passed"\} (\d+)/m.exec(text)?.[1] ?? 0);
}
