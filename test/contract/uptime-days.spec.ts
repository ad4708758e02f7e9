import { array, assert, asyncProperty, constantFrom, integer, tuple } from 'fast-check';
import type { DataSource } from 'typeorm';
import { CAMERA_STATES, type CameraState } from '../../src/kernel/camera-state.js';
import { DAY_MS, HOUR_MS, type Instant, MINUTE_MS } from '../../src/kernel/instant.js';
import { ManualClock } from '../../src/platform/clock/manual-clock.js';
import { loadConfig } from '../../src/platform/config/load-config.js';
import { ROOM_SCHEMAS } from '../../src/schema.js';
import { DailyChores } from '../../src/uptime/app/daily-chores.js';
import { MaintenanceBook } from '../../src/uptime/app/maintenance-book.js';
import { PeriodTimesReader } from '../../src/uptime/app/period-times.js';
import { UptimeBook } from '../../src/uptime/app/uptime-book.js';
import { newStanding, type Transition } from '../../src/uptime/domain/standing.js';
import { DayStore } from '../../src/uptime/store/day.store.js';
import { MaintenanceStore } from '../../src/uptime/store/maintenance.store.js';
import { TimelineStore } from '../../src/uptime/store/timeline.store.js';
import { UptimeStore } from '../../src/uptime/store/uptime.store.js';
import { sampleSummary } from '../../src/uptime/testing/sample-summary.js';
import { describeOnBothDatabases, openNew, writeTo } from '../databases.js';
import { enterCamera, enterVillage } from './uptime-run.js';

/** 2026-10-01T00:00 of the town. */
const OCTOBER = Date.parse('2026-10-01T00:00:00+08:00');
const config = loadConfig({ SHOUWANG_LOG_LEVEL: 'silent' });

describeOnBothDatabases('the days of uptime', (newDatabase) => {
  let source: DataSource;
  let clock: ManualClock;
  let maintenance: MaintenanceBook;
  let book: UptimeBook;
  let chores: DailyChores;
  let periods: PeriodTimesReader;

  beforeEach(async () => {
    source = await openNew(newDatabase, ROOM_SCHEMAS);
    await enterVillage(source);
    await enterCamera(source, 'camera');
    begin();
  });

  afterEach(() => source.destroy());

  function begin(): void {
    clock = new ManualClock(OCTOBER);
    const days = new DayStore(source);
    maintenance = new MaintenanceBook(new MaintenanceStore(source), config);
    book = new UptimeBook(maintenance);
    book.enter(sampleSummary('camera'), newStanding(OCTOBER));
    chores = new DailyChores(days, new UptimeStore(source), book, maintenance, config);
    periods = new PeriodTimesReader(days, book, maintenance, clock);
  }

  async function doChores(): Promise<void> {
    for (let step = 0; step < 40; step += 1) await chores.step(clock.now());
  }

  const october = async () => (await periods.month('2026-10')).timeOf('camera');
  const steps = array(tuple(integer({ min: 1, max: 3 * 1_440 }), constantFrom(...CAMERA_STATES)), {
    maxLength: 12,
  });

  it('make months that equal what the transitions say, to the millisecond, whatever is counted yet', async () => {
    await assert(
      asyncProperty(steps, integer({ min: 1, max: 20 }), async (history, maintainedDay) => {
        await writeTo(source, 'DELETE FROM uptime_days');
        await writeTo(source, 'DELETE FROM uptime_rolled_days');
        begin();
        await maintain(
          OCTOBER + maintainedDay * DAY_MS - HOUR_MS,
          OCTOBER + maintainedDay * DAY_MS + HOUR_MS,
        );
        for (const [minutes, state] of history) {
          clock.advance(minutes * MINUTE_MS);
          book.remember('camera', clock.now(), state);
          await chores.step(clock.now());
        }
        clock.advance(2 * MINUTE_MS);
        expect(await october()).toEqual(book.timesOver(OCTOBER, clock.now())('camera'));
        await doChores();
        expect(await october()).toEqual(book.timesOver(OCTOBER, clock.now())('camera'));
      }),
      { numRuns: 15 },
    );
  });

  it('are counted once they are over, and outlive what memory holds', async () => {
    remember([0, 'online'], [36, 'offline'], [48, 'online']);
    clock.advance(3 * DAY_MS + 2 * MINUTE_MS);
    await doChores();
    const counted = await new DayStore(source).sums('2026-10-01', '2026-10-31');
    expect(counted.get('camera')).toEqual({
      online: 60 * HOUR_MS,
      impaired: 0,
      offline: 12 * HOUR_MS,
      maintenance: 0,
    });
  });

  it('are counted anew where somebody says that the past was maintenance', async () => {
    remember([0, 'offline']);
    clock.advance(3 * DAY_MS);
    await doChores();
    expect(await october()).toMatchObject({ offline: 3 * DAY_MS, maintenance: 0 });
    await maintain(OCTOBER + DAY_MS, OCTOBER + 2 * DAY_MS, true);
    await doChores();
    expect(await october()).toMatchObject({ offline: 2 * DAY_MS, maintenance: DAY_MS });
  });

  it('say nothing of a month that has not begun', async () => {
    await expect(periods.month('2026-11')).rejects.toThrow('month: has not begun yet');
  });

  it('let transitions go after 13 months, but never the one that still holds', async () => {
    const store = new UptimeStore(source);
    const at = (months: number): Instant => OCTOBER - months * 31 * DAY_MS;
    const transition = (when: Instant): Transition => ({
      at: when,
      from: 'unknown',
      to: 'online',
      fault: null,
    });
    const added = [20, 18, 14, 2].map((months) => ({
      id: `t${months}`,
      cameraId: 'camera',
      transition: transition(at(months)),
    }));
    await store.write(new Map([['camera', newStanding(OCTOBER)]]), added);
    await doChores();
    const everything = { cameraId: 'camera', from: 0, to: OCTOBER, limit: 10, after: null };
    const left = await new TimelineStore(source).between(everything);
    expect(left.map(({ id }) => id)).toEqual(['t14', 't2']);
  });

  function remember(...history: readonly (readonly [hours: number, state: CameraState])[]): void {
    for (const [hours, state] of history) book.remember('camera', OCTOBER + hours * HOUR_MS, state);
  }

  function maintain(from: Instant, to: Instant, rewritesPast = false): Promise<void> {
    const schedule = { kind: 'once', startsAt: from, endsAt: to } as const;
    const scope = { kind: 'camera', id: 'camera' } as const;
    const held = { validFrom: from, validUntil: null, rewritesPast, createdAt: from, createdBy: 'me' };
    const id = `w${from}`;
    return maintenance.keep([{ id, versionId: id, name: '检修', reason: null, scope, schedule, ...held }]);
  }
});
