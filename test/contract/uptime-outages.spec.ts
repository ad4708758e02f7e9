import { HOUR_MS, MINUTE_MS, SECOND_MS } from '../../src/kernel/instant.js';
import { CameraChanged } from '../../src/registry/index.js';
import { OutageStore } from '../../src/uptime/store/outage.store.js';
import { describeOnBothDatabases, writeTo } from '../databases.js';
import { CAMERAS, down, live, OutagesTown, START, SWITCH } from './outages-town.js';

describeOnBothDatabases('outages and incidents', (newDatabase) => {
  const town = OutagesTown.forEach(newDatabase);

  it('are counted by camera for reports: those that opened within the bounds, and what was repaired took', async () => {
    town.fell('a', 'b');
    await town.run.pass(HOUR_MS);
    town.run.judge('a', live);
    await town.run.pass(6 * MINUTE_MS);
    const again = town.clock.now();
    town.fell('a');
    await town.run.pass(MINUTE_MS);
    const repairs = (from: number, to: number) => new OutageStore(town.source).repairs([from, to]);
    const repaired = { faults: 1, repaired: 1, repairMs: HOUR_MS };
    const lasting = { faults: 1, repaired: 0, repairMs: 0 };
    expect(Object.fromEntries(await repairs(START, town.clock.now()))).toEqual({
      a: { ...repaired, faults: 2 },
      b: lasting,
    });
    expect(Object.fromEntries(await repairs(again, town.clock.now()))).toEqual({ a: lasting });
    expect(Object.fromEntries(await repairs(START, again))).toEqual({ a: repaired, b: lasting });
  });

  it('opens an outage with the camera confirmed offline, and closes it when the camera stayed live', async () => {
    town.fell('a');
    await town.run.pass(HOUR_MS);
    town.run.judge('a', live);
    await town.run.pass(4 * MINUTE_MS);
    expect(town.run.door.openOutages()).toMatchObject([
      { cameraId: 'a', recoveredAt: START + 61 * MINUTE_MS },
    ]);
    await town.run.pass(2 * MINUTE_MS);
    expect(town.run.door.openOutages()).toEqual([]);
    expect(await town.all()).toMatchObject([
      { openedAt: START + MINUTE_MS, recoveredAt: START + 61 * MINUTE_MS, closeReason: 'recovered' },
    ]);
    expect(town.told).toEqual(['opened a', 'closed a recovered']);
  });

  it('takes no time in which the machine stood still for live', async () => {
    town.fell('a');
    await town.run.pass(MINUTE_MS);
    town.run.judge('a', live);
    await town.run.pass(10 * SECOND_MS);
    // In one go: whatever was due fires once, late.
    town.clock.advance(HOUR_MS);
    await town.run.pass(MINUTE_MS);
    expect(town.run.door.openOutages()).toMatchObject([{ cameraId: 'a', closedAt: null }]);
  });

  it('takes no time before a camera came back for live, when it looks late', async () => {
    town.fell('a');
    // Whatever was due fires once, late: the next look is at what lies behind.
    town.clock.advance(HOUR_MS - 1);
    town.run.judge('a', live);
    town.clock.advance(1);
    for (let passed = 0; passed < 5 * MINUTE_MS - SECOND_MS; passed += SECOND_MS)
      await town.run.pass(SECOND_MS);
    expect(town.run.door.openOutages()).toMatchObject([{ cameraId: 'a', closedAt: null }]);
  });

  it('makes one outage of a camera that comes and goes', async () => {
    for (let time = 0; time < 5; time += 1) {
      town.fell('a');
      await town.run.pass(2 * MINUTE_MS);
      town.run.judge('a', live);
      await town.run.pass(2 * MINUTE_MS);
    }
    expect(town.told).toEqual(['opened a']);
    expect(town.run.door.openOutages()).toMatchObject([{ isFlapping: true }]);
    await town.run.pass(20 * MINUTE_MS);
    expect(town.told).toEqual(['opened a']);
    await town.run.pass(10 * MINUTE_MS);
    expect(town.told).toEqual(['opened a', 'closed a recovered']);
  });

  it('makes one incident of what falls behind one switch, and lets a late one join', async () => {
    town.fell('s1', 's2', 's3', 's4', 'b');
    await town.run.pass(2 * MINUTE_MS);
    expect(town.run.door.openIncidents()).toMatchObject([
      { cause: { kind: 'uplink', key: 'SW-1', name: 'SW-1' }, cameras: 4, villageIds: ['v'] },
    ]);
    await town.run.pass(HOUR_MS);
    town.fell('s5');
    await town.run.pass(2 * MINUTE_MS);
    const [incident] = town.run.door.openIncidents();
    expect(incident).toMatchObject({ cameras: 5, isNotifiable: true });
    const members = await town.run.door.outagesOf(incident!.id);
    expect(members.map(({ cameraId }) => cameraId)).toEqual(SWITCH);
    for (const id of SWITCH) town.run.judge(id, live);
    await town.run.pass(6 * MINUTE_MS);
    expect(town.run.door.openIncidents()).toEqual([]);
    expect(await town.run.door.incident(incident!.id)).toMatchObject({
      cameras: 5,
      closedAt: expect.any(Number),
    });
    expect(town.told.filter((line) => line.startsWith('incident'))).toEqual([
      'incident opened',
      'incident closed',
    ]);
    expect(town.run.door.openOutages().map(({ cameraId }) => cameraId)).toEqual(['b']);
  });

  it('keeps what is open through a sudden end, and neither opens nor closes by what nobody saw', async () => {
    town.fell('s1', 's2', 's3', 's4', 's5');
    await town.run.pass(2 * MINUTE_MS);
    const before = town.run.door.openOutages();
    town.run.kill();
    town.clock.advance(HOUR_MS);
    await town.restart();
    await town.run.pass(10 * MINUTE_MS);
    expect(town.run.door.openOutages()).toEqual(before);
    town.fell('s1');
    town.run.judge('s2', live);
    await town.run.pass(10 * MINUTE_MS);
    expect(town.told.filter((line) => /^(opened|closed)/.test(line))).toEqual([
      ...SWITCH.map((id) => `opened ${id}`),
      'closed s2 recovered',
    ]);
    expect(await town.all()).toHaveLength(5);
  });

  it('counts on the cameras of an incident that was open before a sudden end', async () => {
    town.fell('s1', 's2', 's3', 's4');
    await town.run.pass(2 * MINUTE_MS);
    await town.restart();
    town.fell('s5');
    await town.run.pass(2 * MINUTE_MS);
    expect(town.run.door.openIncidents().find(({ cause }) => cause.kind === 'uplink')).toMatchObject({
      cameras: 5,
    });
  });

  it('ends at the start the outage of a camera that people took out of service meanwhile', async () => {
    town.fell('a', 'b');
    await town.run.pass(2 * MINUTE_MS);
    await town.restart((next) => next.registry.change('a', { isInService: false }));
    await town.run.pass(MINUTE_MS);
    expect(town.told).toContain('closed a out-of-service');
    expect(town.run.door.openOutages().map(({ cameraId }) => cameraId)).toEqual(['b']);
  });

  it('opens at the start, from its fall on, the outage of a camera that was offline without one', async () => {
    town.fell('a');
    await town.run.pass(2 * MINUTE_MS);
    await writeTo(town.source, 'DELETE FROM uptime_outages');
    await town.restart();
    expect(town.run.door.openOutages()).toMatchObject([{ cameraId: 'a', openedAt: START + MINUTE_MS }]);
  });

  it('makes no incident of what fell each alone, because a restart has not looked at the others yet', async () => {
    town.fell('a', 'b', 'c');
    await town.run.pass(2 * MINUTE_MS);
    expect(town.run.door.openIncidents()).toEqual([]);
    await town.restart();
    town.fell('a', 'b', 'c');
    await town.run.pass(2 * MINUTE_MS);
    expect(town.run.door.openIncidents()).toMatchObject([{ cause: { kind: 'prober' } }]);
    for (const id of CAMERAS) town.run.judge(id, 'abc'.includes(id) ? down : live);
    await town.run.pass(2 * MINUTE_MS);
    expect(town.run.door.openIncidents()).toEqual([]);
    expect(await town.all()).toHaveLength(3);
  });

  it('writes no outage without its transition, and none twice when a write is tried again', async () => {
    town.run.store.isBroken = true;
    town.fell('a');
    await town.run.pass(10 * SECOND_MS);
    expect(town.told).toEqual([]);
    expect(await town.all()).toEqual([]);
    town.run.store.isBroken = false;
    await town.run.pass(10 * SECOND_MS);
    expect(town.told).toEqual(['opened a']);
    expect(await town.all()).toHaveLength(1);
  });

  it('writes of an outage how it stands by then, where it went on while a write was failing', async () => {
    town.run.store.isBroken = true;
    town.fell('a');
    const failing = town.run.commit();
    town.run.judge('a', live);
    await failing;
    town.run.store.isBroken = false;
    await town.run.pass(10 * SECOND_MS);
    expect(await town.all()).toMatchObject([{ cameraId: 'a', recoveredAt: START + MINUTE_MS }]);
  });

  it('closes the outage of a camera that people take out of service', async () => {
    town.fell('a');
    await town.run.pass(MINUTE_MS);
    town.run.registry.change('a', { isInService: false });
    town.run.events.publish(new CameraChanged('a'));
    await town.run.pass(MINUTE_MS);
    expect(town.told).toEqual(['opened a', 'closed a out-of-service']);
    expect(await town.all()).toMatchObject([{ recoveredAt: null, closeReason: 'out-of-service' }]);
  });
});
