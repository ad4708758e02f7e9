import { HOUR_MS, MINUTE_MS, SECOND_MS } from '../../src/kernel/instant.js';
import { describeOnBothDatabases } from '../databases.js';
import { CAMERAS, live, OutagesTown, silent, SWITCH } from './outages-town.js';

describeOnBothDatabases('when it is us who see nothing,', (newDatabase) => {
  const town = OutagesTown.forEach(newDatabase);

  const states = (): string[] => CAMERAS.map((id) => town.run.book.standingOf(id)!.standing.state);

  async function fallSilent(...ids: readonly string[]): Promise<void> {
    for (let time = 0; time < 3; time += 1) {
      for (const id of ids) town.run.judge(id, silent);
      for (const id of CAMERAS.filter((other) => !ids.includes(other))) town.run.judge(id, live);
      await town.run.pass(MINUTE_MS);
    }
  }

  it('takes a zone that falls silent as one for unknown, and opens one incident about the prober', async () => {
    await fallSilent(...CAMERAS);
    expect(new Set(states())).toEqual(new Set(['unknown']));
    expect(town.run.book.standingOf('a')?.standing.fault?.code).toBe('zone-blind');
    expect(town.run.door.openIncidents()).toMatchObject([
      { cause: { kind: 'prober', key: 'all' }, cameras: 12, villageIds: ['v'], isNotifiable: false },
    ]);
    await town.run.pass(HOUR_MS);
    for (const id of CAMERAS) town.run.judge(id, id === 'g' ? silent : live);
    await town.run.pass(MINUTE_MS);
    expect(states().filter((state) => state === 'online')).toHaveLength(11);
    expect(town.run.door.openIncidents()).toEqual([]);
    expect(town.told).toEqual(['incident opened', 'incident closed']);
    await fallSilent('g');
    expect(town.told.at(-1)).toBe('opened g');
  });

  it('says nothing of cameras that were down before, either, and goes on with their outages', async () => {
    town.fell('a', 'b');
    await town.run.pass(10 * MINUTE_MS);
    const before = await town.all();
    await fallSilent(...CAMERAS);
    const blindAt = town.clock.now();
    expect(new Set(states())).toEqual(new Set(['unknown']));
    expect(town.run.door.openIncidents()).toMatchObject([{ cause: { kind: 'prober' }, cameras: 12 }]);
    expect(await town.all()).toEqual(before);

    await town.run.pass(HOUR_MS);
    for (let time = 0; time < 3; time += 1) {
      for (const id of CAMERAS) town.run.judge(id, id === 'a' ? silent : live);
      await town.run.pass(MINUTE_MS);
    }
    await town.run.pass(10 * MINUTE_MS);
    expect(town.run.door.openIncidents()).toEqual([]);
    expect(states().filter((state) => state === 'online')).toHaveLength(11);
    expect(town.run.book.standingOf('a')?.standing.state).toBe('offline');
    expect(town.run.door.openOutages()).toMatchObject([
      { id: before[0]!.id, cameraId: 'a', isFlapping: false },
    ]);
    expect(await town.all()).toMatchObject([
      { cameraId: 'a', openedAt: before[0]!.openedAt, closedAt: null },
      { cameraId: 'b', openedAt: before[1]!.openedAt, closeReason: 'recovered' },
    ]);
    const { unknown } = town.run.book.timeOf('a', blindAt, blindAt + HOUR_MS);
    expect(unknown).toBe(HOUR_MS);
    expect(town.told.filter((line) => line.startsWith('opened'))).toEqual(['opened a', 'opened b']);
  });

  it('gives a camera that was down before no other fault while the others may be out of sight, too', async () => {
    town.fell('a');
    await town.run.pass(10 * MINUTE_MS);
    const before = await town.all();
    const unreachable = { code: 'host-unreachable', detail: 'no way' } as const;
    town.run.judge('a', { outcome: 'frameless', fault: unreachable });
    await town.run.pass(MINUTE_MS);
    expect(await town.all()).toEqual(before);
    for (const id of CAMERAS.filter((other) => other !== 'a')) town.run.judge(id, live);
    town.run.judge('a', { outcome: 'frameless', fault: unreachable });
    await town.run.pass(MINUTE_MS);
    expect(await town.all()).toMatchObject([{ id: before[0]!.id, fault: unreachable, closedAt: null }]);
  });

  it('is not blind for ever where most were down before', async () => {
    const dead = CAMERAS.slice(2);
    for (const id of dead) town.fell(id);
    await town.run.pass(10 * MINUTE_MS);
    town.run.kill();
    town.clock.advance(MINUTE_MS);
    await town.restart();
    await fallSilent(...dead);
    expect(states()).toEqual(['online', 'online', ...dead.map(() => 'offline')]);
  });

  it('waits for the others before it calls the first camera offline that falls silent', async () => {
    const frameless = { ...silent, outcome: 'frameless' } as const;
    town.run.judge('a', frameless);
    town.run.judge('a', frameless);
    await town.run.pass(10 * SECOND_MS);
    expect(town.run.book.standingOf('a')?.standing.state).toBe('online');
    for (const id of CAMERAS.filter((other) => other !== 'a')) town.run.judge(id, live);
    town.run.judge('a', silent);
    await town.run.pass(10 * SECOND_MS);
    expect(town.told).toEqual(['opened a']);
  });

  it('counts no look as an answer that began before the silence and is judged after it', async () => {
    const cutOff = { code: 'stream-timeout', detail: 'The stream stopped.' } as const;
    const [first, second, ...others] = CAMERAS;
    for (let time = 0; time < 2; time += 1) {
      for (const id of others) town.run.judge(id, silent);
      await town.run.pass(10 * SECOND_MS);
    }
    for (const id of [first!, second!])
      town.run.judge(id, { outcome: 'frameless', fault: cutOff }, MINUTE_MS);
    for (const id of others) town.run.judge(id, silent);
    expect(new Set(states())).toEqual(new Set(['online']));
    for (const id of CAMERAS) town.run.judge(id, silent);
    expect(new Set(states())).toEqual(new Set(['unknown']));
    await town.run.pass(MINUTE_MS);
    expect(town.told).toEqual(['incident opened']);
  });

  it('believes no look that began before the zone went out of sight', async () => {
    await fallSilent(...CAMERAS);
    for (const id of CAMERAS) town.run.judge(id, live, HOUR_MS);
    await town.run.pass(MINUTE_MS);
    expect(new Set(states())).toEqual(new Set(['unknown']));
    for (const id of CAMERAS) town.run.judge(id, live);
    for (const id of CAMERAS) town.run.judge(id, live);
    await town.run.pass(MINUTE_MS);
    expect(new Set(states())).toEqual(new Set(['online']));
  });

  it('blames a switch and not itself where the rest of the zone answers', async () => {
    await fallSilent(...SWITCH);
    await town.run.pass(2 * MINUTE_MS);
    expect(town.run.door.openIncidents()).toMatchObject([{ cause: { kind: 'uplink' }, cameras: 5 }]);
  });

  it('opens one incident for its own restart, which ends when the cameras were looked at', async () => {
    town.run.kill();
    town.clock.advance(HOUR_MS);
    await town.restart();
    await town.run.pass(MINUTE_MS);
    expect(town.run.door.openIncidents()).toMatchObject([
      { cause: { kind: 'prober', key: 'stood-still' }, cameras: 12, isNotifiable: false },
    ]);
    for (const id of CAMERAS) town.run.judge(id, live);
    await town.run.pass(MINUTE_MS);
    expect(town.told).toEqual(['incident opened', 'incident closed']);
  });

  describe.each([
    ['ahead', HOUR_MS],
    ['back', -HOUR_MS],
  ])('when the clock is set an hour %s', (_where, leapMs) => {
    const about = () => town.run.door.openIncidents().filter(({ cause }) => cause.kind !== 'prober');

    /** One heartbeat of all: those that are named say nothing, the others are live. */
    async function beat(...dead: readonly string[]): Promise<void> {
      for (const id of CAMERAS) town.run.judge(id, dead.includes(id) ? silent : live);
      await town.run.pass(MINUTE_MS);
    }

    it('neither opens nor closes anything, and goes on as if nothing had been', async () => {
      town.fell('a', 'b');
      await town.run.pass(10 * MINUTE_MS);
      town.run.judge('b', live);
      await town.run.pass(MINUTE_MS);
      const before = town.run.door.openOutages();
      town.clock.leap(leapMs);
      await town.run.pass(MINUTE_MS);
      expect(town.run.door.openOutages()).toEqual(before);

      for (const id of CAMERAS.filter((one) => one !== 'a')) town.run.judge(id, live);
      town.fell('a');
      await town.run.pass(MINUTE_MS);
      expect(town.run.door.standingOf('a')?.standing.state).toBe('offline');
      expect(town.run.door.standingOf('c')?.standing.state).toBe('online');
      expect(town.run.door.openOutages().map(({ id }) => id)).toEqual(before.map(({ id }) => id));
      await town.run.pass(5 * MINUTE_MS);
      expect(town.told.filter((line) => !line.startsWith('incident'))).toEqual([
        'opened a',
        'opened b',
        'closed b recovered',
      ]);
      expect(town.run.door.openIncidents()).toEqual([]);
    });

    it('sees what falls within four heartbeats, and what falls together as one', async () => {
      await beat('g');
      town.clock.leap(leapMs);
      for (let time = 0; time < 4; time += 1) await beat('g');
      expect(town.told.filter((line) => line.startsWith('opened'))).toEqual(['opened g']);
      town.fell(...SWITCH);
      await town.run.pass(2 * MINUTE_MS);
      expect(about()).toMatchObject([{ cause: { kind: 'uplink' }, cameras: 5 }]);
    });

    it('sees a zone again that was out of sight before', async () => {
      for (let time = 0; time < 3; time += 1) await beat(...CAMERAS);
      town.clock.leap(leapMs);
      await beat(...CAMERAS);
      for (let time = 0; time < 4; time += 1) await beat('g');
      expect(town.run.door.openIncidents()).toEqual([]);
      expect(town.told.filter((line) => line.startsWith('opened'))).toEqual(['opened g']);
    });
  });
});
