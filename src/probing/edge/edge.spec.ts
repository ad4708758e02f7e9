import { writeFileSync } from 'node:fs';
import { MINUTE_MS, SECOND_MS } from '../../kernel/instant.js';
import type { ProbeMemory } from '../domain/probe-memory.js';
import { Edge } from '../testing/edge.js';
import { Street } from '../testing/street.js';

const CAMERAS = ['a', 'b', 'c'];

describe('a prober that is cut off', () => {
  let edge: Edge;

  beforeEach(() => {
    edge = new Edge();
  });
  afterEach(() => edge.close());

  async function planned(minutes = 2): Promise<void> {
    for (let minute = 0; minute < minutes; minute += 1) {
      await edge.plan(CAMERAS);
      await edge.pass(MINUTE_MS);
    }
    edge.heard.length = 0;
  }

  /** Cut off for five minutes, then killed, and there again; answers when. */
  async function killedWhileCutOff(): Promise<number> {
    await planned(7);
    edge.queues.isCut = true;
    await edge.pass(5 * MINUTE_MS);
    const killedAt = edge.clock.now();
    await edge.restart();
    return killedAt;
  }

  const looksOf = (cameraId: string): number[] =>
    edge.items.flatMap((item) =>
      item.what === 'looked' && item.cameraId === cameraId ? [item.evidence.at] : [],
    );

  it('goes on looking at every camera as often as before, and tells it in order when the line is back', async () => {
    await planned();
    const cutAt = edge.clock.now();
    edge.queues.isCut = true;
    await edge.pass(10 * MINUTE_MS);
    expect(edge.heard).toEqual([]);
    edge.queues.isCut = false;
    await edge.pass(20 * SECOND_MS);
    for (const id of CAMERAS) {
      const looks = looksOf(id);
      expect(looks).toEqual(looks.toSorted((a, b) => a - b));
      const all = [cutAt, ...looks, edge.clock.now()];
      const gaps = all.slice(1).map((at, index) => (at - all[index]!) / SECOND_MS);
      // Nobody takes that for unknown.
      expect(Math.max(...gaps)).toBeLessThan(180);
      expect(looks.length).toBeGreaterThan(7);
    }
  });

  it('tells in the end what is to be remembered, and once', async () => {
    await planned();
    edge.queues.isCut = true;
    await edge.pass(10 * MINUTE_MS);
    edge.queues.isCut = false;
    await edge.pass(MINUTE_MS);
    const remembered = edge.items.filter(({ what }) => what === 'remembered');
    expect(remembered.map(({ cameraId }) => cameraId).toSorted()).toEqual(CAMERAS);
    expect(remembered[0]).toMatchObject({ memory: { scheme: 'digest', factsAt: expect.any(Number) } });
    expect(edge.items.indexOf(remembered[0]!)).toBeGreaterThan(
      edge.items.findLastIndex(({ what }) => what === 'looked'),
    );
  });

  it('tells what it is asked for when the line is back after what it saw before', async () => {
    await planned();
    edge.queues.isCut = true;
    await edge.pass(5 * MINUTE_MS);
    edge.queues.isCut = false;
    await edge.plan(['a']);
    const askedAt = edge.clock.now() - SECOND_MS;
    await edge.pass(MINUTE_MS);
    const looks = edge.items.flatMap((item) => (item.what === 'looked' ? [item.evidence.at] : []));
    expect(Math.max(...looks)).toBeGreaterThanOrEqual(askedAt);
    expect(looks.at(-1)).toBe(Math.max(...looks));
    expect(edge.items.filter(({ what }) => what === 'climbed')).toEqual([]);
  });

  it('begins anew once it has told all, so that nobody waits for what broke with the line', async () => {
    await planned();
    const runs = (): Set<unknown> => new Set(edge.said.map(({ run }) => run));
    expect(runs().size).toBe(1);
    edge.queues.isCut = true;
    await edge.pass(5 * MINUTE_MS);
    edge.queues.isCut = false;
    await edge.pass(MINUTE_MS);
    expect(runs().size).toBe(2);
    expect(edge.said.findLastIndex(({ items }) => items.length > 0)).toBeLessThan(
      edge.said.findIndex(({ run }) => run === edge.said.at(-1)!.run),
    );
  });

  it('goes on looking when the line is back only at what it is asked for', async () => {
    await planned();
    edge.queues.isCut = true;
    await edge.pass(5 * MINUTE_MS);
    edge.queues.isCut = false;
    await edge.pass(MINUTE_MS);
    edge.device.done.length = 0;
    await edge.pass(5 * MINUTE_MS);
    expect(edge.device.done).toEqual([]);
  });

  it('leaves cameras to others where it is not alone in its zone', async () => {
    await edge.plan(CAMERAS, { isAlone: false });
    await edge.pass(MINUTE_MS);
    edge.queues.isCut = true;
    edge.device.done.length = 0;
    await edge.pass(10 * MINUTE_MS);
    expect(edge.device.done).toEqual([]);
  });

  it('looks no more at a camera that it was not asked for lately', async () => {
    await edge.plan(['gone']);
    await planned(5);
    edge.queues.isCut = true;
    await edge.pass(10 * MINUTE_MS);
    edge.queues.isCut = false;
    await edge.pass(MINUTE_MS);
    expect(looksOf('gone')).toEqual([]);
    expect(looksOf('a')).not.toEqual([]);
  });

  it('keeps what it was asked for and could not tell, and tells it as late', async () => {
    await edge.plan(['a']);
    edge.heard.length = 0;
    edge.queues.isCut = true;
    edge.queues.isCut = false;
    await edge.plan(['b']);
    edge.queues.isCut = true;
    await edge.pass(30 * SECOND_MS);
    expect(looksOf('b')).toEqual([]);
    edge.queues.isCut = false;
    await edge.pass(30 * SECOND_MS);
    expect(edge.items.some(({ cameraId }) => cameraId === 'b')).toBe(true);
  });

  it('says of what came too late to be looked at that it was left, when what it saw before is told', async () => {
    await planned();
    edge.queues.isCut = true;
    await edge.pass(5 * MINUTE_MS);
    edge.queues.isCut = false;
    await edge.plan(['a'], { agoMs: 2 * MINUTE_MS });
    await edge.pass(MINUTE_MS);
    // Whoever waits for it would wait as long as for the longest climb.
    expect(edge.items.filter(({ what }) => what === 'left')).toMatchObject([{ cameraId: 'a' }]);
  });

  it('goes on from what it remembers itself where it is asked by who was not told of that yet', async () => {
    await planned();
    edge.queues.isCut = true;
    await edge.pass(15 * MINUTE_MS);
    edge.queues.isCut = false;
    const remembered = () =>
      edge.items.find(({ what, cameraId }) => what === 'remembered' && cameraId === 'a');
    while (remembered() === undefined) await edge.pass(500);
    await edge.plan(['a'], { kind: 'full', agoMs: 5 * SECOND_MS });
    await edge.pass(SECOND_MS);
    const { lastPicture } = (remembered() as { memory: ProbeMemory }).memory;
    const climbed = edge.items.filter(({ what }) => what === 'climbed');
    // The same picture as all the time, and not one that is seen for the first time.
    expect(climbed).toMatchObject([{ climb: { memory: { lastPicture: { since: lastPicture!.since } } } }]);

    edge.heard.length = 0;
    await edge.pass(MINUTE_MS);
    await edge.plan(['a'], { kind: 'full' });
    await edge.pass(SECOND_MS);
    // Whoever plans may have forgotten on purpose.
    expect(edge.items.filter(({ what }) => what === 'climbed')).toMatchObject([
      { climb: { memory: { lastPicture: null } } },
    ]);
  });

  it('sends a login that was refused meanwhile never again, neither after a restart nor for whoever plans', async () => {
    await planned();
    edge.device.onvifRefuses = 'login-rejected';
    edge.device.rtspRefuses = true;
    edge.queues.isCut = true;
    edge.device.done.length = 0;
    // Killed before what the climb left is written down with others.
    while (edge.device.logins.length < CAMERAS.length) await edge.pass(500);
    await edge.restart();
    await edge.pass(10 * MINUTE_MS);
    expect(edge.device.logins).toHaveLength(CAMERAS.length);
    edge.queues.isCut = false;
    // These jobs were posted by who does not know of it yet, before it was told and after.
    await edge.plan(CAMERAS);
    await edge.pass(MINUTE_MS);
    await edge.plan(CAMERAS, { kind: 'full' });
    await edge.pass(MINUTE_MS);
    expect(edge.device.logins).toHaveLength(CAMERAS.length);
    const told = edge.items.find(({ what }) => what === 'remembered');
    expect(told).toMatchObject({ memory: { budget: { onvif: { refusal: { as: 'login-rejected' } } } } });
  });

  it('goes on with the scenes of the last pictures that it was sent to, for heartbeats bring none', async () => {
    const { memory } = await new Street().climb('full');
    const day = { ...memory.scenes.day!, count: 40 };
    await edge.plan(CAMERAS, { kind: 'frame', memory: { ...memory, scenes: { day, night: null } } });
    await planned(7);
    await edge.restart();
    edge.queues.isCut = true;
    await edge.pass(15 * MINUTE_MS);
    edge.queues.isCut = false;
    await edge.pass(MINUTE_MS);
    const told = edge.items.filter(({ what }) => what === 'remembered');
    expect(told).toHaveLength(CAMERAS.length);
    for (const item of told)
      expect(item).toMatchObject({ memory: { scenes: { day: { since: day.since } } } });
  });

  it('goes on after it was killed, and tells what it saw before and after', async () => {
    const killedAt = await killedWhileCutOff();
    await edge.pass(5 * MINUTE_MS);
    edge.queues.isCut = false;
    await edge.pass(MINUTE_MS);
    const looks = looksOf('a');
    expect(looks.filter((at) => at < killedAt).length).toBeGreaterThan(2);
    expect(looks.filter((at) => at > killedAt).length).toBeGreaterThan(2);
  });

  it('goes on within a heartbeat after it was killed over what it could not tell, and does not wait to be sure', async () => {
    const killedAt = await killedWhileCutOff();
    await edge.pass(MINUTE_MS + 5 * SECOND_MS);
    const goneOnAt = edge.clock.now();
    edge.queues.isCut = false;
    await edge.pass(MINUTE_MS);
    for (const cameraId of CAMERAS)
      expect(looksOf(cameraId).some((at) => at > killedAt && at <= goneOnAt)).toBe(true);
  });

  it('lets the oldest go where there is no room, and says how many', async () => {
    await planned(7);
    edge.queues.isCut = true;
    await edge.shrinkSpool(2_000);
    await edge.pass(60 * MINUTE_MS);
    edge.queues.isCut = false;
    await edge.pass(MINUTE_MS);
    const dropped = edge.heard.reduce((sum, batch) => sum + (batch.dropped ?? 0), 0);
    const looks = CAMERAS.flatMap(looksOf);
    expect(dropped).toBeGreaterThan(100);
    expect(dropped + looks.length).toBeGreaterThan(170);
    expect(Math.max(...looks)).toBeGreaterThan(edge.clock.now() - 4 * MINUTE_MS);
  });

  it('begins anew where a loss of power has spoilt what was kept', async () => {
    await planned(7);
    await edge.restart((file) => writeFileSync(file, 'no database'));
    await planned();
    edge.queues.isCut = true;
    await edge.pass(5 * MINUTE_MS);
    edge.queues.isCut = false;
    await edge.pass(MINUTE_MS);
    expect(looksOf('a')).not.toEqual([]);
  });
});

describe('a prober of whose cameras some say nothing', () => {
  let edge: Edge;

  beforeEach(() => {
    edge = new Edge();
  });
  afterEach(() => edge.close());

  it('looks at the others all the same, however many shards the slow ones are in', async () => {
    const slow = Array.from({ length: 20 }, (_, index) => `slow ${index}`);
    let answer!: () => void;
    const isAsked = new Promise<void>((resolve) => (answer = resolve));
    for (const id of slow) edge.device.answersAfter.set(id, isAsked);
    for (const id of slow) await edge.plan([id, `beside ${id}`]);
    await edge.pass(5 * SECOND_MS);
    const seen = (): string[] => edge.items.map(({ cameraId }) => cameraId).toSorted();
    expect(seen()).toEqual(slow.map((id) => `beside ${id}`).toSorted());
    answer();
    await edge.pass(5 * SECOND_MS);
    expect(seen()).toHaveLength(2 * slow.length);
  });
});
