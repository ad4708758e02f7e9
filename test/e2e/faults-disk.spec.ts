import { describeWith } from '../needs.js';
import { until } from './built-service.js';
import { FaultsTown, TWO_INTERVALS_MS } from './faults-town.js';
import { SmallDisk } from './small-disk.js';

const DISK_MB = 16;

describeWith('mounts', 'the service, whose disk is full', () => {
  let town: FaultsTown;
  let disk: SmallDisk;

  beforeAll(async () => {
    town = await FaultsTown.build(81, ['lives', 'falls', 'falls-later']);
    disk = await SmallDisk.over(town.dataDir, DISK_MB);
    await town.start({}, { through: disk.through });
    await town.register();
  }, 60_000);

  afterAll(async () => {
    await town?.close();
    await disk?.close();
  });

  it('refuses what it cannot write, says what to do, and goes on reading', async () => {
    disk.fill();
    await writeUntilRefused();
    const refused = await town.service.request('/api/v1/villages', villageOf(0, 8));
    expect(refused.status).toBe(503);
    expect(refused.headers.get('content-type')).toMatch(/^application\/problem\+json/);
    expect(await refused.json()).toMatchObject({
      code: 'database-not-writable',
      detail:
        'The database takes no writes, so this was not done; mostly its disk is full, and /health/ready says why. ' +
        'Make room there and ask again: reads go on, and nothing needs a restart.',
    });
    for (const path of ['villages', 'cameras', 'camera-states', 'outages', 'uptime?by=village&window=24h'])
      expect([path, (await town.service.request(`/api/v1/${path}`)).status]).toEqual([path, 200]);
  }, 60_000);

  it('says so in its log, in /health/ready and in its metrics', async () => {
    await until(async () => (await town.metrics()).includes('\nshouwang_database_writable 0'));
    const ready = await town.service.request('/health/ready');
    expect(ready.status).toBe(503);
    expect(await ready.json()).toMatchObject({
      code: 'database-not-writable',
      detail: expect.stringContaining('database or disk is full'),
    });
    expect((await town.service.request('/health/live')).status).toBe(200);
    // The pulse, or the transitions that it would vouch for: whichever comes first.
    await until(async () =>
      town.service.log.some(
        ({ msg, err }) =>
          msg?.includes('could not be written') && err?.message?.includes('database or disk is full'),
      ),
    );
  }, 60_000);

  it('sees what happens meanwhile, and writes it down by itself when there is room again', async () => {
    const fullAt = Date.now();
    await town.fell('falls');
    expect(await town.settled({ falls: 'offline', lives: 'online' })).toBeLessThan(TWO_INTERVALS_MS);
    const roomAt = Date.now();
    disk.makeRoom();

    const outage = await town.outageOf('falls');
    expect(Date.parse(outage.openedAt)).toBeGreaterThanOrEqual(fullAt);
    expect(Date.parse(outage.openedAt)).toBeLessThanOrEqual(roomAt);
    await until(async () => (await town.service.request('/health/ready')).ok);
    expect(await town.metrics()).toContain('\nshouwang_database_writable 1');
    expect((await town.outages()).length).toBe(1);
    expect(await town.transitionsOf('lives')).toHaveLength(1);
  }, 60_000);

  it('keeps over kill -9 what it has answered to since', async () => {
    const { id } = await town.service.json<{ id: string }>('villages', villageOf(999, 8));
    expect((await town.service.request(`/api/v1/villages/${id}`)).status).toBe(200);
    await town.mended('falls');
    await town.fell('falls-later');
    expect(await town.settled({ falls: 'online', 'falls-later': 'offline' })).toBeLessThan(TWO_INTERVALS_MS);
    await town.outageOf('falls', ({ closedAt }) => closedAt !== null);
    const before = [await town.outageOf('falls-later'), await town.outageOf('falls')];

    await town.service.kill();
    await town.start({}, { through: disk.through });
    expect((await town.service.request(`/api/v1/villages/${id}`)).status).toBe(200);
    await town.settled({ lives: 'online', falls: 'online', 'falls-later': 'offline' });
    expect((await town.outages()).toReversed()).toEqual(before);
  }, 60_000);

  it('loses no camera that is down when it is killed while the disk is full', async () => {
    disk.fill();
    await writeUntilRefused();
    await town.fell('falls');
    await town.settled({ falls: 'offline' });
    await town.service.kill();
    await expect(town.start({}, { through: disk.through })).rejects.toThrow(
      'the service ended before it listened',
    );
    disk.makeRoom();

    await town.start({}, { through: disk.through });
    expect(await town.settled({ lives: 'online', falls: 'offline', 'falls-later': 'offline' })).toBeLessThan(
      TWO_INTERVALS_MS,
    );
    await town.outageOf('falls', ({ closedAt }) => closedAt === null);
    expect((await town.outages()).map(({ cameraName }) => cameraName)).toEqual([
      'falls',
      'falls-later',
      'falls',
    ]);
  }, 60_000);

  /** SQLite has room of its own left in its log: what is large uses it up, and ever smaller what is left of it. */
  async function writeUntilRefused(): Promise<void> {
    let number = 0;
    for (const points of [20_000, 4_000, 800, 160, 40, 8]) {
      let answer: Response;
      do answer = await town.service.request('/api/v1/villages', villageOf((number += 1), points));
      while (answer.ok && number < 200);
      expect([points, answer.status]).toEqual([points, 503]);
    }
  }
});

function villageOf(number: number, points: number): object {
  const turn = (index: number): number => (2 * Math.PI * index) / points;
  const outline = Array.from({ length: points }, (_, index) => [
    118.47 + Math.cos(turn(index)) / 100,
    24.72 + Math.sin(turn(index)) / 100,
  ]);
  const boundary = { type: 'Polygon', coordinates: [[...outline, outline[0]]] };
  return { name: `大村${number}`, kind: 'village', boundary };
}
