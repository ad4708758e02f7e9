import type { DataSource } from 'typeorm';
import { HOUR_MS, MINUTE_MS, SECOND_MS } from '../../src/kernel/instant.js';
import { CameraChanged } from '../../src/registry/index.js';
import { ROOM_SCHEMAS } from '../../src/schema.js';
import {
  IncidentClosed,
  IncidentOpened,
  MaintenanceChanged,
  OutageClosed,
  OutageOpened,
  type OutageOfCamera,
} from '../../src/uptime/index.js';
import { OutageStore } from '../../src/uptime/store/outage.store.js';
import { sampleSummary } from '../../src/uptime/testing/sample-summary.js';
import { describeOnBothDatabases, openNew, writeTo } from '../databases.js';
import { LeapingClock } from './leaping-clock.js';
import { enterCamera, enterVillage, Run } from './uptime-run.js';

const START = Date.UTC(2026, 0, 1);
const live = { outcome: 'live', impairment: null } as const;
const down = { outcome: 'frameless', fault: { code: 'no-key-frame', detail: 'none' } } as const;

/** Twelve cameras: five behind one switch, the others each alone. */
const SWITCH = ['s1', 's2', 's3', 's4', 's5'];
const OTHERS = ['a', 'b', 'c', 'd', 'e', 'f', 'g'];

describeOnBothDatabases('outages and incidents', (newDatabase) => {
  let source: DataSource;
  let clock: LeapingClock;
  let run: Run;
  let told: string[];

  beforeEach(async () => {
    source = await openNew(newDatabase, ROOM_SCHEMAS);
    clock = new LeapingClock(START);
    await enterVillage(source);
    for (const id of [...SWITCH, ...OTHERS]) await enterCamera(source, id);
    told = [];
    run = newRun();
    await run.start();
    for (const id of [...SWITCH, ...OTHERS]) run.judge(id, live);
    await run.pass(MINUTE_MS);
  });

  afterEach(async () => {
    run.kill();
    await run.settled();
    await source.destroy();
  });

  function newRun(): Run {
    const next = new Run(source, clock);
    const { ties } = sampleSummary('');
    for (const id of SWITCH) next.registry.change(id, { ties: { ...ties, uplink: 'SW-1' } });
    for (const id of OTHERS) next.registry.change(id, {});
    next.events.on(OutageOpened, ({ cameraId }) => void told.push(`opened ${cameraId}`));
    next.events.on(OutageClosed, ({ cameraId, reason }) => void told.push(`closed ${cameraId} ${reason}`));
    next.events.on(IncidentOpened, () => void told.push('incident opened'));
    next.events.on(IncidentClosed, () => void told.push('incident closed'));
    return next;
  }

  /** As after a crash; `change` is what people did to the register meanwhile. */
  async function restart(change: (next: Run) => void = () => {}): Promise<void> {
    run.kill();
    run = newRun();
    change(run);
    await run.start();
  }

  function fell(...ids: readonly string[]): void {
    for (const id of ids) for (const verdict of [down, down]) run.judge(id, verdict);
  }

  const all = async (): Promise<readonly OutageOfCamera[]> => run.door.outagesSince(0);

  it('are counted by camera for reports: those that opened within the bounds, and what was repaired took', async () => {
    fell('a', 'b');
    await run.pass(HOUR_MS);
    run.judge('a', live);
    await run.pass(6 * MINUTE_MS);
    const again = clock.now();
    fell('a');
    await run.pass(MINUTE_MS);
    const repairs = (from: number, to: number) => new OutageStore(source).repairs([from, to]);
    const repaired = { faults: 1, repaired: 1, repairMs: HOUR_MS };
    const lasting = { faults: 1, repaired: 0, repairMs: 0 };
    expect(Object.fromEntries(await repairs(START, clock.now()))).toEqual({
      a: { ...repaired, faults: 2 },
      b: lasting,
    });
    expect(Object.fromEntries(await repairs(again, clock.now()))).toEqual({ a: lasting });
    expect(Object.fromEntries(await repairs(START, again))).toEqual({ a: repaired, b: lasting });
  });

  it('opens an outage with the camera confirmed offline, and closes it when the camera stayed live', async () => {
    fell('a');
    await run.pass(HOUR_MS);
    run.judge('a', live);
    await run.pass(4 * MINUTE_MS);
    expect(run.door.openOutages()).toMatchObject([{ cameraId: 'a', recoveredAt: START + 61 * MINUTE_MS }]);
    await run.pass(2 * MINUTE_MS);
    expect(run.door.openOutages()).toEqual([]);
    expect(await all()).toMatchObject([
      { openedAt: START + MINUTE_MS, recoveredAt: START + 61 * MINUTE_MS, closeReason: 'recovered' },
    ]);
    expect(told).toEqual(['opened a', 'closed a recovered']);
  });

  it('takes no time in which the machine stood still for live', async () => {
    fell('a');
    await run.pass(MINUTE_MS);
    run.judge('a', live);
    await run.pass(10 * SECOND_MS);
    // In one go: whatever was due fires once, late.
    clock.advance(HOUR_MS);
    await run.pass(MINUTE_MS);
    expect(run.door.openOutages()).toMatchObject([{ cameraId: 'a', closedAt: null }]);
  });

  it('takes no time before a camera came back for live, when it looks late', async () => {
    fell('a');
    // Whatever was due fires once, late: the next look is at what lies behind.
    clock.advance(HOUR_MS - 1);
    run.judge('a', live);
    clock.advance(1);
    for (let passed = 0; passed < 5 * MINUTE_MS - SECOND_MS; passed += SECOND_MS) await run.pass(SECOND_MS);
    expect(run.door.openOutages()).toMatchObject([{ cameraId: 'a', closedAt: null }]);
  });

  it('makes one outage of a camera that comes and goes', async () => {
    for (let time = 0; time < 5; time += 1) {
      fell('a');
      await run.pass(2 * MINUTE_MS);
      run.judge('a', live);
      await run.pass(2 * MINUTE_MS);
    }
    expect(told).toEqual(['opened a']);
    expect(run.door.openOutages()).toMatchObject([{ isFlapping: true }]);
    await run.pass(20 * MINUTE_MS);
    expect(told).toEqual(['opened a']);
    await run.pass(10 * MINUTE_MS);
    expect(told).toEqual(['opened a', 'closed a recovered']);
  });

  it('makes one incident of what falls behind one switch, and lets a late one join', async () => {
    fell('s1', 's2', 's3', 's4', 'b');
    await run.pass(2 * MINUTE_MS);
    expect(run.door.openIncidents()).toMatchObject([
      { cause: { kind: 'uplink', key: 'SW-1', name: 'SW-1' }, cameras: 4, villageIds: ['v'] },
    ]);
    await run.pass(HOUR_MS);
    fell('s5');
    await run.pass(2 * MINUTE_MS);
    const [incident] = run.door.openIncidents();
    expect(incident).toMatchObject({ cameras: 5, isNotifiable: true });
    const members = await run.door.outagesOf(incident!.id);
    expect(members.map(({ cameraId }) => cameraId)).toEqual(SWITCH);
    for (const id of SWITCH) run.judge(id, live);
    await run.pass(6 * MINUTE_MS);
    expect(run.door.openIncidents()).toEqual([]);
    expect(await run.door.incident(incident!.id)).toMatchObject({ cameras: 5, closedAt: expect.any(Number) });
    expect(told.filter((line) => line.startsWith('incident'))).toEqual([
      'incident opened',
      'incident closed',
    ]);
    expect(run.door.openOutages().map(({ cameraId }) => cameraId)).toEqual(['b']);
  });

  it('keeps what is open through a sudden end, and neither opens nor closes by what nobody saw', async () => {
    fell('s1', 's2', 's3', 's4', 's5');
    await run.pass(2 * MINUTE_MS);
    const before = run.door.openOutages();
    run.kill();
    clock.advance(HOUR_MS);
    run = newRun();
    await run.start();
    await run.pass(10 * MINUTE_MS);
    expect(run.door.openOutages()).toEqual(before);
    fell('s1');
    run.judge('s2', live);
    await run.pass(10 * MINUTE_MS);
    expect(told.filter((line) => /^(opened|closed)/.test(line))).toEqual([
      ...SWITCH.map((id) => `opened ${id}`),
      'closed s2 recovered',
    ]);
    expect(await all()).toHaveLength(5);
  });

  it('counts on the cameras of an incident that was open before a sudden end', async () => {
    fell('s1', 's2', 's3', 's4');
    await run.pass(2 * MINUTE_MS);
    await restart();
    fell('s5');
    await run.pass(2 * MINUTE_MS);
    expect(run.door.openIncidents().find(({ cause }) => cause.kind === 'uplink')).toMatchObject({
      cameras: 5,
    });
  });

  it('ends at the start the outage of a camera that people took out of service meanwhile', async () => {
    fell('a', 'b');
    await run.pass(2 * MINUTE_MS);
    await restart((next) => next.registry.change('a', { isInService: false }));
    await run.pass(MINUTE_MS);
    expect(told).toContain('closed a out-of-service');
    expect(run.door.openOutages().map(({ cameraId }) => cameraId)).toEqual(['b']);
  });

  it('opens at the start, from its fall on, the outage of a camera that was offline without one', async () => {
    fell('a');
    await run.pass(2 * MINUTE_MS);
    await writeTo(source, 'DELETE FROM uptime_outages');
    await restart();
    expect(run.door.openOutages()).toMatchObject([{ cameraId: 'a', openedAt: START + MINUTE_MS }]);
  });

  it('makes no incident of what fell each alone, because a restart has not looked at the others yet', async () => {
    fell('a', 'b', 'c');
    await run.pass(2 * MINUTE_MS);
    expect(run.door.openIncidents()).toEqual([]);
    await restart();
    fell('a', 'b', 'c');
    await run.pass(2 * MINUTE_MS);
    expect(run.door.openIncidents()).toMatchObject([{ cause: { kind: 'prober' } }]);
    for (const id of [...SWITCH, ...OTHERS]) run.judge(id, 'abc'.includes(id) ? down : live);
    await run.pass(2 * MINUTE_MS);
    expect(run.door.openIncidents()).toEqual([]);
    expect(await all()).toHaveLength(3);
  });

  it('writes no outage without its transition, and none twice when a write is tried again', async () => {
    run.store.isBroken = true;
    fell('a');
    await run.pass(10 * SECOND_MS);
    expect(told).toEqual([]);
    expect(await all()).toEqual([]);
    run.store.isBroken = false;
    await run.pass(10 * SECOND_MS);
    expect(told).toEqual(['opened a']);
    expect(await all()).toHaveLength(1);
  });

  it('writes of an outage how it stands by then, where it went on while a write was failing', async () => {
    run.store.isBroken = true;
    fell('a');
    const failing = run.commit();
    run.judge('a', live);
    await failing;
    run.store.isBroken = false;
    await run.pass(10 * SECOND_MS);
    expect(await all()).toMatchObject([{ cameraId: 'a', recoveredAt: START + MINUTE_MS }]);
  });

  describe('in maintenance', () => {
    const maintain = (
      kind: 'camera' | 'village' | 'zone',
      id: string,
      [from, to]: readonly [number, number],
    ) =>
      run.maintenance.keep([
        {
          id: 'w',
          versionId: 'w1',
          name: '换杆',
          reason: null,
          scope: { kind, id },
          schedule: { kind: 'once', startsAt: from, endsAt: to },
          validFrom: from,
          validUntil: null,
          rewritesPast: false,
          createdAt: from,
          createdBy: 'me',
        },
      ]);

    it.each([
      ['its own', 'camera', 'a'],
      ['its village', 'village', 'v'],
      ['its zone', 'zone', 'zone'],
    ] as const)(
      'opens no outage while %s is, and one when it is over and the camera still down',
      async (_of, kind, id) => {
        const now = clock.now();
        await maintain(kind, id, [now, now + HOUR_MS]);
        fell('a', 's1');
        run.judge('s1', live);
        await run.pass(59 * MINUTE_MS);
        expect(run.door.openOutages().filter(({ cameraId }) => cameraId === 'a')).toEqual([]);
        expect(run.door.isInMaintenance('a')).toBe(true);
        const time = run.book.timeOf('a', now, clock.now());
        expect(time).toMatchObject({ maintenance: 59 * MINUTE_MS, offline: 0, online: 0 });
        await run.pass(2 * MINUTE_MS);
        const outage = run.door.openOutages().find(({ cameraId }) => cameraId === 'a');
        expect(outage!.openedAt - (now + HOUR_MS)).toBeLessThan(10 * SECOND_MS);
      },
    );

    it('tells nobody of an outage that was there before', async () => {
      fell('a');
      await run.pass(MINUTE_MS);
      const begin = clock.now() + 1;
      await maintain('camera', 'a', [begin, begin + 1]);
      for (const isNotifiable of [true, false, true]) {
        expect(run.door.openOutages()).toMatchObject([{ cameraId: 'a', isNotifiable }]);
        clock.advance(1);
      }
    });

    it('is told when a window begins and when it is over, by the clock alone', async () => {
      const changes: MaintenanceChanged[] = [];
      run.events.on(MaintenanceChanged, (change) => void changes.push(change));
      const begin = clock.now() + MINUTE_MS;
      await maintain('camera', 'a', [begin, begin + HOUR_MS]);
      await run.pass(50 * SECOND_MS);
      const [before, revision] = [[...changes], run.door.revision()];
      await run.pass(20 * SECOND_MS);
      const during = [...run.door.maintained()];
      expect(run.door.revision()).toBeGreaterThan(revision);
      await run.pass(HOUR_MS);

      expect([before, during, [...run.door.maintained()]]).toEqual([[], ['a'], []]);
      expect(changes).toEqual([
        { began: ['a'], ended: [] },
        { began: [], ended: ['a'] },
      ]);
    });

    it('is known after a restart', async () => {
      await maintain('village', 'v', [clock.now(), clock.now() + HOUR_MS]);
      run.kill();
      run = newRun();
      await run.start();
      expect(run.door.isInMaintenance('b')).toBe(true);
      expect(run.door.counts(clock.now())).toMatchObject([{ maintenance: 12 }]);
    });
  });

  describe('when it is us who see nothing', () => {
    const silent = { outcome: 'silent', fault: { code: 'connect-timeout', detail: 'no answer' } } as const;
    const cameras = [...SWITCH, ...OTHERS];
    const states = (): string[] => cameras.map((id) => run.book.standingOf(id)!.standing.state);

    async function fallSilent(...ids: readonly string[]): Promise<void> {
      for (let time = 0; time < 3; time += 1) {
        for (const id of ids) run.judge(id, silent);
        for (const id of cameras.filter((other) => !ids.includes(other))) run.judge(id, live);
        await run.pass(MINUTE_MS);
      }
    }

    it('takes a zone that falls silent as one for unknown, and opens one incident about the prober', async () => {
      await fallSilent(...cameras);
      expect(new Set(states())).toEqual(new Set(['unknown']));
      expect(run.book.standingOf('a')?.standing.fault?.code).toBe('zone-blind');
      expect(run.door.openIncidents()).toMatchObject([
        { cause: { kind: 'prober', key: 'all' }, cameras: 12, villageIds: ['v'], isNotifiable: false },
      ]);
      await run.pass(HOUR_MS);
      for (const id of cameras) run.judge(id, id === 'g' ? silent : live);
      await run.pass(MINUTE_MS);
      expect(states().filter((state) => state === 'online')).toHaveLength(11);
      expect(run.door.openIncidents()).toEqual([]);
      expect(told).toEqual(['incident opened', 'incident closed']);
      await fallSilent('g');
      expect(told.at(-1)).toBe('opened g');
    });

    it('says nothing of cameras that were down before, either, and goes on with their outages', async () => {
      fell('a', 'b');
      await run.pass(10 * MINUTE_MS);
      const before = await all();
      await fallSilent(...cameras);
      const blindAt = clock.now();
      expect(new Set(states())).toEqual(new Set(['unknown']));
      expect(run.door.openIncidents()).toMatchObject([{ cause: { kind: 'prober' }, cameras: 12 }]);
      expect(await all()).toEqual(before);

      await run.pass(HOUR_MS);
      for (let time = 0; time < 3; time += 1) {
        for (const id of cameras) run.judge(id, id === 'a' ? silent : live);
        await run.pass(MINUTE_MS);
      }
      await run.pass(10 * MINUTE_MS);
      expect(run.door.openIncidents()).toEqual([]);
      expect(states().filter((state) => state === 'online')).toHaveLength(11);
      expect(run.book.standingOf('a')?.standing.state).toBe('offline');
      expect(run.door.openOutages()).toMatchObject([{ id: before[0]!.id, cameraId: 'a', isFlapping: false }]);
      expect(await all()).toMatchObject([
        { cameraId: 'a', openedAt: before[0]!.openedAt, closedAt: null },
        { cameraId: 'b', openedAt: before[1]!.openedAt, closeReason: 'recovered' },
      ]);
      const { unknown } = run.book.timeOf('a', blindAt, blindAt + HOUR_MS);
      expect(unknown).toBe(HOUR_MS);
      expect(told.filter((line) => line.startsWith('opened'))).toEqual(['opened a', 'opened b']);
    });

    it('gives a camera that was down before no other fault while the others may be out of sight, too', async () => {
      fell('a');
      await run.pass(10 * MINUTE_MS);
      const before = await all();
      const unreachable = { code: 'host-unreachable', detail: 'no way' } as const;
      run.judge('a', { outcome: 'frameless', fault: unreachable });
      await run.pass(MINUTE_MS);
      expect(await all()).toEqual(before);
      for (const id of cameras.filter((other) => other !== 'a')) run.judge(id, live);
      run.judge('a', { outcome: 'frameless', fault: unreachable });
      await run.pass(MINUTE_MS);
      expect(await all()).toMatchObject([{ id: before[0]!.id, fault: unreachable, closedAt: null }]);
    });

    it('is not blind for ever where most were down before', async () => {
      const dead = cameras.slice(2);
      for (const id of dead) fell(id);
      await run.pass(10 * MINUTE_MS);
      run.kill();
      clock.advance(MINUTE_MS);
      run = newRun();
      await run.start();
      await fallSilent(...dead);
      expect(states()).toEqual(['online', 'online', ...dead.map(() => 'offline')]);
    });

    it('waits for the others before it calls the first camera offline that falls silent', async () => {
      const frameless = { ...silent, outcome: 'frameless' } as const;
      run.judge('a', frameless);
      run.judge('a', frameless);
      await run.pass(10 * SECOND_MS);
      expect(run.book.standingOf('a')?.standing.state).toBe('online');
      for (const id of cameras.filter((other) => other !== 'a')) run.judge(id, live);
      run.judge('a', silent);
      await run.pass(10 * SECOND_MS);
      expect(told).toEqual(['opened a']);
    });

    it('counts no look as an answer that began before the silence and is judged after it', async () => {
      const cutOff = { code: 'stream-timeout', detail: 'The stream stopped.' } as const;
      const [first, second, ...others] = cameras;
      for (let time = 0; time < 2; time += 1) {
        for (const id of others) run.judge(id, silent);
        await run.pass(10 * SECOND_MS);
      }
      for (const id of [first!, second!]) run.judge(id, { outcome: 'frameless', fault: cutOff }, MINUTE_MS);
      for (const id of others) run.judge(id, silent);
      expect(new Set(states())).toEqual(new Set(['online']));
      for (const id of cameras) run.judge(id, silent);
      expect(new Set(states())).toEqual(new Set(['unknown']));
      await run.pass(MINUTE_MS);
      expect(told).toEqual(['incident opened']);
    });

    it('believes no look that began before the zone went out of sight', async () => {
      await fallSilent(...cameras);
      for (const id of cameras) run.judge(id, live, HOUR_MS);
      await run.pass(MINUTE_MS);
      expect(new Set(states())).toEqual(new Set(['unknown']));
      for (const id of cameras) run.judge(id, live);
      for (const id of cameras) run.judge(id, live);
      await run.pass(MINUTE_MS);
      expect(new Set(states())).toEqual(new Set(['online']));
    });

    it('blames a switch and not itself where the rest of the zone answers', async () => {
      await fallSilent(...SWITCH);
      await run.pass(2 * MINUTE_MS);
      expect(run.door.openIncidents()).toMatchObject([{ cause: { kind: 'uplink' }, cameras: 5 }]);
    });

    it('opens one incident for its own restart, which ends when the cameras were looked at', async () => {
      run.kill();
      clock.advance(HOUR_MS);
      run = newRun();
      await run.start();
      await run.pass(MINUTE_MS);
      expect(run.door.openIncidents()).toMatchObject([
        { cause: { kind: 'prober', key: 'stood-still' }, cameras: 12, isNotifiable: false },
      ]);
      for (const id of cameras) run.judge(id, live);
      await run.pass(MINUTE_MS);
      expect(told).toEqual(['incident opened', 'incident closed']);
    });
  });

  describe.each([
    ['ahead', HOUR_MS],
    ['back', -HOUR_MS],
  ])('when the clock is set an hour %s', (_where, leapMs) => {
    const silent = { outcome: 'silent', fault: { code: 'connect-timeout', detail: 'no answer' } } as const;
    const cameras = [...SWITCH, ...OTHERS];
    const about = () => run.door.openIncidents().filter(({ cause }) => cause.kind !== 'prober');

    /** One heartbeat of all: those that are named say nothing, the others are live. */
    async function beat(...dead: readonly string[]): Promise<void> {
      for (const id of cameras) run.judge(id, dead.includes(id) ? silent : live);
      await run.pass(MINUTE_MS);
    }

    it('neither opens nor closes anything, and goes on as if nothing had been', async () => {
      fell('a', 'b');
      await run.pass(10 * MINUTE_MS);
      run.judge('b', live);
      await run.pass(MINUTE_MS);
      const before = run.door.openOutages();
      clock.leap(leapMs);
      await run.pass(MINUTE_MS);
      expect(run.door.openOutages()).toEqual(before);

      for (const id of cameras.filter((one) => one !== 'a')) run.judge(id, live);
      fell('a');
      await run.pass(MINUTE_MS);
      expect(run.door.standingOf('a')?.standing.state).toBe('offline');
      expect(run.door.standingOf('c')?.standing.state).toBe('online');
      expect(run.door.openOutages().map(({ id }) => id)).toEqual(before.map(({ id }) => id));
      await run.pass(5 * MINUTE_MS);
      expect(told.filter((line) => !line.startsWith('incident'))).toEqual([
        'opened a',
        'opened b',
        'closed b recovered',
      ]);
      expect(run.door.openIncidents()).toEqual([]);
    });

    it('sees what falls within four heartbeats, and what falls together as one', async () => {
      await beat('g');
      clock.leap(leapMs);
      for (let time = 0; time < 4; time += 1) await beat('g');
      expect(told.filter((line) => line.startsWith('opened'))).toEqual(['opened g']);
      fell(...SWITCH);
      await run.pass(2 * MINUTE_MS);
      expect(about()).toMatchObject([{ cause: { kind: 'uplink' }, cameras: 5 }]);
    });

    it('sees a zone again that was out of sight before', async () => {
      for (let time = 0; time < 3; time += 1) await beat(...cameras);
      clock.leap(leapMs);
      await beat(...cameras);
      for (let time = 0; time < 4; time += 1) await beat('g');
      expect(run.door.openIncidents()).toEqual([]);
      expect(told.filter((line) => line.startsWith('opened'))).toEqual(['opened g']);
    });
  });

  it('closes the outage of a camera that people take out of service', async () => {
    fell('a');
    await run.pass(MINUTE_MS);
    run.registry.change('a', { isInService: false });
    run.events.publish(new CameraChanged('a'));
    await run.pass(MINUTE_MS);
    expect(told).toEqual(['opened a', 'closed a out-of-service']);
    expect(await all()).toMatchObject([{ recoveredAt: null, closeReason: 'out-of-service' }]);
  });
});
