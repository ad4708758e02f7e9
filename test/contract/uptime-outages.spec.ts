import type { DataSource } from 'typeorm';
import { HOUR_MS, MINUTE_MS, SECOND_MS } from '../../src/kernel/instant.js';
import { openDatabase } from '../../src/platform/database/open-database.js';
import { CameraChanged } from '../../src/registry/index.js';
import { ROOM_SCHEMAS } from '../../src/schema.js';
import {
  IncidentClosed,
  IncidentOpened,
  OutageClosed,
  OutageOpened,
  type OutageOfCamera,
} from '../../src/uptime/index.js';
import { sampleSummary } from '../../src/uptime/testing/sample-summary.js';
import { describeOnBothDatabases } from '../databases.js';
import { enterCamera, enterVillage, LeapingClock, Run } from './uptime-run.js';

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
    source = await openDatabase(await newDatabase(), ROOM_SCHEMAS);
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

  function fell(...ids: readonly string[]): void {
    for (const id of ids) for (const verdict of [down, down]) run.judge(id, verdict);
  }

  const all = async (): Promise<readonly OutageOfCamera[]> => run.door.outagesSince(0);

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
