import type { DataSource } from 'typeorm';
import { DAY_MS, MINUTE_MS } from '../../src/kernel/instant.js';
import { ZoneLeftAlone } from '../../src/probing/index.js';
import { ROOM_SCHEMAS } from '../../src/schema.js';
import { OutageClosed, OutageOpened } from '../../src/uptime/index.js';
import { OutageStore } from '../../src/uptime/store/outage.store.js';
import { describeOnBothDatabases, openNew, writeTo } from '../databases.js';
import { LeapingClock } from './leaping-clock.js';
import { enterCamera, enterVillage, Run } from './uptime-run.js';

/** Half an hour before midnight of a day of the town. */
const START = Date.UTC(2026, 0, 1, 15, 30);
const CAMERAS = [...'abcdefghijkl'];
const live = { outcome: 'live', impairment: null } as const;
const silent = { outcome: 'silent', fault: { code: 'connect-timeout', detail: 'gone' } } as const;

describeOnBothDatabases('a zone whose prober was cut off', (newDatabase) => {
  let source: DataSource;
  let clock: LeapingClock;
  let run: Run;
  let told: string[];

  beforeEach(async () => {
    source = await openNew(newDatabase, ROOM_SCHEMAS);
    clock = new LeapingClock(START);
    await enterVillage(source);
    for (const id of CAMERAS) await enterCamera(source, id);
    await start();
    await watch(10);
    run.events.publish(new ZoneLeftAlone('zone'));
  });

  afterEach(async () => {
    run.kill();
    await run.settled();
    await source.destroy();
  });

  async function start(): Promise<void> {
    run = new Run(source, clock);
    for (const id of CAMERAS) run.registry.change(id, {});
    told = [];
    run.events.on(OutageOpened, ({ cameraId }) => void told.push(`opened ${cameraId}`));
    run.events.on(OutageClosed, ({ cameraId }) => void told.push(`closed ${cameraId}`));
    await run.start();
  }

  /** Everything is live, looked at by ourselves once a minute. */
  async function watch(minutes: number): Promise<void> {
    for (let minute = 0; minute < minutes; minute += 1) {
      for (const id of CAMERAS) run.judge(id, live);
      await run.pass(MINUTE_MS);
    }
  }

  /** What the prober saw each minute from then to then; `a` was down in between. */
  function seen(from: number, to: number, down: readonly [from: number, to: number] = [0, 0]) {
    const minutes = Array.from({ length: to - from + 1 }, (_, index) => from + index);
    return minutes.flatMap((minute) =>
      CAMERAS.map((cameraId) => ({
        cameraId,
        at: START + minute * MINUTE_MS,
        verdict: cameraId === 'a' && minute >= down[0] && minute < down[1] ? silent : live,
      })),
    );
  }

  const timelineOf = async (id: string): Promise<string[]> =>
    (await run.timeline(id)).map(({ at, to }) => `${(at - START) / MINUTE_MS} ${to}`);
  const outages = async () => {
    const all = {
      villageIds: null,
      cameraId: null,
      incidentId: null,
      isOpen: null,
      until: null,
      since: null,
    };
    const { items } = await new OutageStore(source).outagePage(all, { limit: 100, cursor: null });
    return items.map(({ cameraId, openedAt, recoveredAt, closedAt }) => [
      cameraId,
      ...[openedAt, recoveredAt, closedAt].map((at) => (at === null ? null : (at - START) / MINUTE_MS)),
    ]);
  };
  const openIncidents = async (): Promise<string[]> =>
    (await new OutageStore(source).openIncidents()).map(({ cause }) => cause.kind);
  const inMemory = () => CAMERAS.map((id) => run.book.timeOf(id, START, clock.now()));

  it('is unknown meanwhile, with one incident, and has its true history afterwards', async () => {
    await run.pass(20 * MINUTE_MS);
    expect(await openIncidents()).toEqual(['prober']);
    expect(await timelineOf('a')).toEqual(['0 online', '10 unknown']);
    await run.tellLate(seen(10, 30, [14, 20]));
    await watch(2);
    expect(await timelineOf('a')).toEqual(['0 online', '16 offline', '20 online']);
    expect(await timelineOf('b')).toEqual(['0 online']);
    expect(await outages()).toEqual([['a', 16, 20, 25]]);
    expect(await openIncidents()).toEqual([]);
    expect(told).toEqual([]);
  });

  it('has the same history in memory and in the database, after a restart, too', async () => {
    await run.pass(20 * MINUTE_MS);
    await run.tellLate(seen(10, 30, [14, 20]));
    await watch(2);
    const before = inMemory();
    await run.stop();
    await start();
    expect(inMemory()).toEqual(before);
  });

  it('takes it in parts, each twice, and with restarts between', async () => {
    await run.pass(20 * MINUTE_MS);
    for (const [from, to] of [
      [10, 14],
      [15, 22],
      [23, 30],
    ] as const) {
      await run.tellLate(seen(from, to, [15, 20]));
      await run.tellLate(seen(from, to, [15, 20]));
      await run.stop();
      await start();
    }
    await run.tellLate(seen(30, 30));
    expect((await timelineOf('a')).slice(0, 3)).toEqual(['0 online', '17 offline', '20 online']);
    // How long a camera was live is counted anew by each process.
    expect(await outages()).toEqual([['a', 17, 20, 27]]);
  });

  it('takes it in parts, the last of which is long after our own last look', async () => {
    await run.pass(20 * MINUTE_MS);
    for (let minute = 10; minute <= 30; minute += 2)
      await run.tellLate(seen(minute, minute + 1, [14, 20]).filter(({ at }) => at <= START + 30 * MINUTE_MS));
    await watch(2);
    expect(await timelineOf('a')).toEqual(['0 online', '16 offline', '20 online']);
    expect(await timelineOf('b')).toEqual(['0 online']);
    expect(await outages()).toEqual([['a', 16, 20, 25]]);
  });

  it('is one step: a look of our own in the very moment comes after it', async () => {
    await run.pass(20 * MINUTE_MS);
    const standingOf = run.book.standingOf.bind(run.book);
    let asked = 0;
    run.book.standingOf = (id) => {
      // First whether it is of the zone, then whether it is still as it was read.
      if (id === 'a' && (asked += 1) === 2) queueMicrotask(() => run.judge('a', live));
      return standingOf(id);
    };
    await run.tellLate(seen(10, 30));
    run.judge('a', live);
    await run.pass(MINUTE_MS);
    expect(asked).toBeGreaterThan(2);
    expect(await timelineOf('a')).toEqual(['0 online']);
    expect(run.book.standingOf('a')?.standing).toMatchObject({ state: 'online', since: START });
  });

  it('counts on with our own looks where its prober ended, also of a camera that nobody had seen for long', async () => {
    await run.pass(20 * MINUTE_MS);
    await run.tellLate(seen(28, 29, [28, 30]));
    for (const id of CAMERAS.toReversed()) run.judge(id, id === 'a' ? silent : live);
    await run.pass(MINUTE_MS);
    expect(await timelineOf('a')).toEqual(['0 online', '9 unknown', '30 offline']);
  });

  it('opens an outage at the true fall where the camera is still down, and tells people', async () => {
    await run.pass(20 * MINUTE_MS);
    await run.tellLate(seen(10, 30, [14, 99]));
    await run.settled();
    await run.commit();
    expect(await outages()).toEqual([['a', 16, null, null]]);
    expect(told).toEqual(['opened a']);
  });

  it('tells people of the end of an outage that they knew', async () => {
    await run.pass(20 * MINUTE_MS);
    await run.tellLate(seen(10, 20, [11, 99]));
    await run.tellLate(seen(21, 30));
    await run.commit();
    expect(await outages()).toEqual([['a', 13, 21, 26]]);
    expect(told).toEqual(['opened a', 'closed a']);
  });

  it('invents no outage where its prober saw nothing at all', async () => {
    await run.pass(20 * MINUTE_MS);
    const nothing = seen(10, 30).map((look) => ({ ...look, verdict: silent }));
    await run.tellLate(nothing);
    await run.commit();
    expect(await outages()).toEqual([]);
    for (const id of CAMERAS) expect((await timelineOf(id)).at(-1)).toMatch(/unknown$/);
  });

  it('takes nothing that cannot be written, and all of it when it is told again', async () => {
    await run.pass(20 * MINUTE_MS);
    run.store.isBroken = true;
    await run.tellLate(seen(10, 15, [11, 99]));
    await expect(run.tellLate(seen(16, 30))).rejects.toThrow('cannot be taken now');
    run.store.isBroken = false;
    await run.tellLate(seen(16, 30));
    await run.commit();
    expect(await timelineOf('a')).toEqual(['0 online', '13 offline', '16 online', '30 unknown']);
  });

  it('leaves cameras alone that are not of the zone, are gone, or were looked at by ourselves', async () => {
    run.registry.change('b', { isInService: false });
    await run.tellLate([
      { cameraId: 'nobody', at: START + 5 * MINUTE_MS, verdict: silent },
      ...seen(3, 9).map((look) => ({ ...look, verdict: silent })),
      { cameraId: 'c', at: clock.now() + DAY_MS, verdict: silent },
    ]);
    await run.lateVerdicts.tell('elsewhere', []);
    await run.commit();
    for (const id of CAMERAS) expect(await timelineOf(id)).toEqual(['0 online', '10 unknown']);
  });

  it('has its days counted anew', async () => {
    await run.pass(30 * MINUTE_MS);
    const counted = async () => {
      const [row] = (await source.query(
        `SELECT online_ms FROM uptime_days WHERE camera_id = 'b' AND day = '2026-01-01'`,
      )) as { online_ms: string | number }[];
      return Number(row?.online_ms) / MINUTE_MS;
    };
    expect(await counted()).toBe(10);
    await run.tellLate(seen(10, 40));
    await run.pass(2 * MINUTE_MS);
    expect(await counted()).toBe(30);
  });

  it('is written in no history of a camera that was removed meanwhile', async () => {
    await run.pass(20 * MINUTE_MS);
    const late = run.tellLate(seen(10, 30, [14, 20]));
    await writeTo(source, `DELETE FROM cameras WHERE id = 'a'`);
    await late;
    await run.commit();
    expect(await timelineOf('a')).toEqual([]);
    expect((await timelineOf('b')).at(0)).toBe('0 online');
  });
});
