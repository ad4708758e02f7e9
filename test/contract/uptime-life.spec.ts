import type { DataSource } from 'typeorm';
import type { FaultCode } from '../../src/kernel/fault.js';
import { DAY_MS, HOUR_MS, MINUTE_MS, SECOND_MS } from '../../src/kernel/instant.js';
import { CameraChanged, CameraRegistered, CameraRemoved } from '../../src/registry/index.js';
import { ROOM_SCHEMAS } from '../../src/schema.js';
import { CameraFollowed, CameraStateChanged, intactRatio, uptimeRatio } from '../../src/uptime/index.js';
import { describeOnBothDatabases, openNew, writeTo } from '../databases.js';
import { LeapingClock } from './leaping-clock.js';
import { enterCamera, enterVillage, Run } from './uptime-run.js';

const START = Date.UTC(2026, 0, 1);

describeOnBothDatabases('the life of uptime', (newDatabase) => {
  let source: DataSource;
  let clock: LeapingClock;
  let run: Run;

  beforeEach(async () => {
    source = await openNew(newDatabase, ROOM_SCHEMAS);
    clock = new LeapingClock(START);
    await enterVillage(source);
    await enterCamera(source, 'camera');
    run = newRun();
    await run.start();
  });

  afterEach(async () => {
    run.kill();
    await run.settled();
    await source.destroy();
  });

  function newRun(): Run {
    const next = new Run(source, clock);
    next.registry.change('camera', {});
    return next;
  }

  async function restart(): Promise<void> {
    run = newRun();
    await run.start();
  }

  const live = { outcome: 'live', impairment: null } as const;
  const frameless = (code: FaultCode) => ({ outcome: 'frameless', fault: { code, detail: code } }) as const;
  const timeline = async (): Promise<string[]> =>
    (await run.timeline('camera')).map(({ at, to, fault }) =>
      [(at - START) / SECOND_MS, to, fault?.code].filter((part) => part !== undefined).join(' '),
    );
  const today = () => run.book.timeOf('camera', clock.now() - DAY_MS, clock.now());

  it('says what the register changed once its own answers have it, to the village that was left, too', async () => {
    const told: unknown[] = [];
    run.events.on(CameraFollowed, ({ cameraId, villageIds }) => {
      const now = run.book.standingOf(cameraId)?.villageId ?? null;
      told.push([cameraId, villageIds, now, run.book.revision()]);
    });
    const before = run.book.revision();
    run.registry.change('camera', { villageId: 'w' });
    run.events.publish(new CameraChanged('camera'));
    await run.settled();
    run.events.publish(new CameraRemoved('camera'));
    await run.settled();

    expect(told).toEqual([
      ['camera', ['v', 'w'], 'w', before + 1],
      ['camera', ['w'], null, before + 2],
    ]);
  });

  it('counts as a change of its answers what people see, and no step on the way to it', async () => {
    const counts = [run.book.revision()];
    const count = (): void => void counts.push(run.book.revision() - counts[0]!);
    run.judge('camera', live);
    count();
    run.judge('camera', live);
    run.judge('camera', frameless('no-key-frame'));
    count();
    run.judge('camera', frameless('no-key-frame'));
    count();

    expect(counts.slice(1)).toEqual([1, 1, 2]);
  });

  it('draws a band of the cameras of some villages, which its own sums add up to', async () => {
    run.judge('camera', live);
    await run.pass(90 * MINUTE_MS);
    const slices = { from: START, to: clock.now(), stepMs: HOUR_MS };
    const band = run.book.band(slices, ['v']);

    expect(band.map(({ online }) => online)).toEqual([HOUR_MS, 30 * MINUTE_MS]);
    expect(run.book.band(slices, null)).toEqual(band);
    expect(run.book.band(slices, ['w']).map(({ online, unknown }) => online + unknown)).toEqual([0, 0]);
  });

  it('starts with cameras that nobody has looked at, and remembers since when', async () => {
    await run.pass(MINUTE_MS);
    run.kill();
    await restart();
    expect(run.book.standingOf('camera')?.standing).toMatchObject({
      state: 'unknown',
      since: START,
      fault: { code: 'not-probed-yet' },
    });
    expect(await timeline()).toEqual([]);
  });

  it('notes the days of the town with a picture, once each, and none of heartbeats or out of service', async () => {
    const counted = async (since: string) =>
      Object.fromEntries(await run.pictureDays.count(new Map([['camera', since]]), 9));
    run.judge('camera', { outcome: 'answered' });
    await run.pass(5_000);
    expect(await counted('2026-01-01')).toEqual({});
    for (const judge of [run, run]) judge.judge('camera', live);
    await run.pass(5_000);
    run.kill();
    await restart();
    run.judge('camera', live);
    clock.advance(16 * HOUR_MS - MINUTE_MS);
    await run.settled();
    run.judge('camera', live);
    await run.pass(MINUTE_MS);
    run.judge('camera', live);
    await run.pass(5_000);
    expect([await counted('2026-01-01'), await counted('2026-01-02')]).toEqual([
      { camera: 2 },
      { camera: 1 },
    ]);
    const [few, other] = [new Map([['camera', '2026-01-01']]), new Map([['other', '2026-01-01']])];
    expect([...(await run.pictureDays.count(few, 1)), ...(await run.pictureDays.count(other, 9))]).toEqual([
      ['camera', 1],
    ]);
    clock.advance(DAY_MS);
    run.registry.change('camera', { isInService: false });
    run.events.publish(new CameraChanged('camera'));
    await run.settled();
    run.judge('camera', live);
    await run.pass(5_000);
    expect(await counted('2026-01-01')).toEqual({ camera: 2 });
  });

  it('knows what it found last of a camera that it does not see, also after a restart', async () => {
    expect(run.door.lastKnown('camera')).toBeNull();
    run.judge('camera', live);
    expect(run.door.lastKnown('camera')).toEqual({ state: 'online', fault: null, at: START });
    await run.pass(MINUTE_MS);
    const black = { code: 'black', detail: 'The picture is black.' } as const;
    run.judge('camera', { outcome: 'live', impairment: black });
    await run.stop();
    clock.advance(HOUR_MS);
    await restart();
    expect(run.door.standingOf('camera')?.standing.state).toBe('unknown');
    const found = { state: 'impaired', fault: 'black', at: START + MINUTE_MS };
    expect(run.door.lastKnown('camera')).toEqual(found);
    await run.stop();
    await restart();
    expect(run.door.lastKnown('camera')).toEqual(found);
  });

  it('invents neither uptime nor downtime for the time after kill -9', async () => {
    await run.pass(MINUTE_MS);
    run.judge('camera', live);
    await run.pass(63 * SECOND_MS);
    run.kill();
    clock.advance(12 * HOUR_MS);
    await restart();
    await run.pass(30 * SECOND_MS);
    run.judge('camera', live);
    await run.commit();

    const after = 60 + 63 + 12 * 3_600 + 30;
    expect(await timeline()).toEqual(['60 online', '120 unknown prober-down', `${after} online`]);
    expect(today()).toMatchObject({ online: 60 * SECOND_MS, offline: 0 });
    expect(uptimeRatio(today())).toBe(1);
  });

  it('knows the same after the restart as before', async () => {
    for (const verdict of [live, frameless('no-key-frame'), frameless('no-key-frame'), live]) {
      await run.pass(MINUTE_MS);
      run.judge('camera', verdict);
    }
    await run.pass(MINUTE_MS);
    await run.stop();
    const before = today();
    await restart();
    expect(today()).toEqual(before);
    expect(before).toMatchObject({ online: 3 * MINUTE_MS, offline: MINUTE_MS });
    expect(intactRatio(before)).toBe(3 / 4);
  });

  it('does not stretch what it saw beyond a clean stop', async () => {
    run.judge('camera', live);
    await run.pass(3 * SECOND_MS);
    await run.stop();
    clock.advance(12 * HOUR_MS);
    await restart();
    expect(await timeline()).toEqual(['0 online', '3 unknown prober-down']);
  });

  it('tells of a change only when it is committed, and once', async () => {
    const told: CameraStateChanged[] = [];
    const committed: Promise<string[]>[] = [];
    run.events.on(CameraStateChanged, (event) => {
      told.push(event);
      committed.push(timeline());
    });
    run.judge('camera', live);
    expect(told).toEqual([]);
    await run.commit();
    await run.commit();
    expect(told).toEqual([new CameraStateChanged('camera', START, 'unknown', 'online', null)]);
    expect(await Promise.all(committed)).toEqual([['0 online']]);
  });

  it('keeps what could not be written, and lets no pulse vouch for it', async () => {
    run.judge('camera', live);
    run.store.isBroken = true;
    await run.pass(15 * SECOND_MS);
    expect(run.book.standingOf('camera')?.standing.state).toBe('online');
    expect(await timeline()).toEqual([]);
    expect(await run.lastAlive()).toBe(START);

    run.store.isBroken = false;
    await run.pass(5 * SECOND_MS);
    expect(await timeline()).toEqual(['0 online']);
    expect(await run.lastAlive()).toBe(START + 20 * SECOND_MS);
  });

  it('does not start where the time that nobody looked cannot be written down', async () => {
    run.judge('camera', live);
    await run.commit();
    run.kill();
    clock.advance(12 * HOUR_MS);
    const next = newRun();
    next.store.isBroken = true;
    await expect(next.start()).rejects.toThrow(
      'uptime: the time that nobody looked cannot be written to the database; see the log',
    );
    expect(await run.lastAlive()).toBe(START);
  });

  it('forgets the time that the machine slept', async () => {
    run.judge('camera', live);
    await run.pass(10 * SECOND_MS);
    clock.leap(2 * MINUTE_MS);
    await run.pass(10 * SECOND_MS);
    expect(run.book.standingOf('camera')?.standing.state).toBe('online');

    clock.leap(12 * HOUR_MS);
    await run.pass(10 * SECOND_MS);
    expect(await timeline()).toEqual(['0 online', '140 unknown prober-down']);
  });

  it('forgets the time by which the clock was set ahead while the pulse was being written', async () => {
    run.judge('camera', live);
    await run.pass(10 * SECOND_MS);
    run.store.amidBeat = () => clock.leap(12 * HOUR_MS);
    await run.pass(15 * SECOND_MS);
    expect(await timeline()).toEqual(['0 online', '15 unknown prober-down']);
  });

  it('dates nothing before what came before it when the clock is set back', async () => {
    await run.pass(MINUTE_MS);
    run.judge('camera', live);
    clock.leap(-MINUTE_MS);
    run.judge('camera', frameless('stream-timeout'));
    run.judge('camera', frameless('stream-timeout'));
    await run.commit();
    expect(await timeline()).toEqual(['60 online', '60 offline stream-timeout']);
    run.kill();
    await restart();
    expect(await timeline()).toEqual(['60 online', '60 offline stream-timeout', '60 unknown prober-down']);
    await run.pass(2 * MINUTE_MS);
    expect(today()).toMatchObject({ online: 0, offline: 0 });
  });

  it('dates no gap into the future when the clock is set back while nobody looks', async () => {
    run.judge('camera', live);
    await run.pass(10 * MINUTE_MS);
    run.kill();
    clock.leap(-5 * MINUTE_MS);
    await restart();
    expect(await timeline()).toEqual(['0 online', '300 unknown prober-down']);
  });

  it('looks away from a camera that is taken out of service, and at it again', async () => {
    run.judge('camera', live);
    await run.pass(SECOND_MS);
    run.registry.change('camera', { isInService: false });
    run.events.publish(new CameraChanged('camera'));
    await run.settled();
    run.judge('camera', live);
    expect(run.book.standingOf('camera')).toMatchObject({
      isInService: false,
      standing: { state: 'unknown' },
    });

    await run.pass(SECOND_MS);
    run.registry.change('camera', { isInService: true });
    run.events.publish(new CameraChanged('camera'));
    await run.settled();
    run.judge('camera', live);
    await run.commit();
    expect(await timeline()).toEqual(['0 online', '1 unknown not-probed-yet', '2 online']);
  });

  it('takes a new camera in, and lets it go without a trace or a word', async () => {
    const told: CameraStateChanged[] = [];
    run.events.on(CameraStateChanged, (event) => void told.push(event));
    await enterCamera(source, 'new');
    run.registry.change('new', {});
    run.events.publish(new CameraRegistered('new'));
    await run.settled();
    run.judge('new', live);
    expect(run.book.standings().map(({ cameraId }) => cameraId)).toEqual(['camera', 'new']);

    await writeTo(source, "DELETE FROM cameras WHERE id = 'new'");
    // A read that was under way when it went must not bring it back.
    run.events.publish(new CameraChanged('new'));
    run.events.publish(new CameraRemoved('new'));
    await run.settled();
    run.judge('new', live);
    await run.commit();
    expect(run.book.standings().map(({ cameraId }) => cameraId)).toEqual(['camera']);
    expect(await run.timeline('new')).toEqual([]);
    expect(told).toEqual([]);
  });

  it('says nothing of a camera that went before its change was written', async () => {
    const told: CameraStateChanged[] = [];
    run.events.on(CameraStateChanged, (event) => void told.push(event));
    await writeTo(source, "DELETE FROM cameras WHERE id = 'camera'");
    run.judge('camera', live);
    await run.commit();
    expect(told).toEqual([]);
  });
});
