import { HOUR_MS, MINUTE_MS, SECOND_MS } from '../../src/kernel/instant.js';
import { MaintenanceChanged } from '../../src/uptime/index.js';
import { describeOnBothDatabases } from '../databases.js';
import { live, OutagesTown } from './outages-town.js';

describeOnBothDatabases('a camera in maintenance', (newDatabase) => {
  const town = OutagesTown.forEach(newDatabase);

  const maintain = (kind: 'camera' | 'village' | 'zone', id: string, [from, to]: readonly [number, number]) =>
    town.run.maintenance.keep([
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
      const now = town.clock.now();
      await maintain(kind, id, [now, now + HOUR_MS]);
      town.fell('a', 's1');
      town.run.judge('s1', live);
      await town.run.pass(59 * MINUTE_MS);
      expect(town.run.door.openOutages().filter(({ cameraId }) => cameraId === 'a')).toEqual([]);
      expect(town.run.door.isInMaintenance('a')).toBe(true);
      const time = town.run.book.timeOf('a', now, town.clock.now());
      expect(time).toMatchObject({ maintenance: 59 * MINUTE_MS, offline: 0, online: 0 });
      await town.run.pass(2 * MINUTE_MS);
      const outage = town.run.door.openOutages().find(({ cameraId }) => cameraId === 'a');
      expect(outage!.openedAt - (now + HOUR_MS)).toBeLessThan(10 * SECOND_MS);
    },
  );

  it('tells nobody of an outage that was there before', async () => {
    town.fell('a');
    await town.run.pass(MINUTE_MS);
    const begin = town.clock.now() + 1;
    await maintain('camera', 'a', [begin, begin + 1]);
    for (const isNotifiable of [true, false, true]) {
      expect(town.run.door.openOutages()).toMatchObject([{ cameraId: 'a', isNotifiable }]);
      town.clock.advance(1);
    }
  });

  it('is told when a window begins and when it is over, by the clock alone', async () => {
    const changes: MaintenanceChanged[] = [];
    town.run.events.on(MaintenanceChanged, (change) => void changes.push(change));
    const begin = town.clock.now() + MINUTE_MS;
    await maintain('camera', 'a', [begin, begin + HOUR_MS]);
    await town.run.pass(50 * SECOND_MS);
    const [before, revision] = [[...changes], town.run.door.revision()];
    await town.run.pass(20 * SECOND_MS);
    const during = [...town.run.door.maintained()];
    expect(town.run.door.revision()).toBeGreaterThan(revision);
    await town.run.pass(HOUR_MS);

    expect([before, during, [...town.run.door.maintained()]]).toEqual([[], ['a'], []]);
    expect(changes).toEqual([
      { began: ['a'], ended: [] },
      { began: [], ended: ['a'] },
    ]);
  });

  it('is known after a restart', async () => {
    await maintain('village', 'v', [town.clock.now(), town.clock.now() + HOUR_MS]);
    await town.restart();
    expect(town.run.door.isInMaintenance('b')).toBe(true);
    expect(town.run.door.counts(town.clock.now())).toMatchObject([{ maintenance: 12 }]);
  });
});
