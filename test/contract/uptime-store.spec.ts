import { type DataSource } from 'typeorm';
import type { CameraState } from '../../src/kernel/camera-state.js';
import { ROOM_SCHEMAS } from '../../src/schema.js';
import { newStanding, PROBER_DOWN, type Transition } from '../../src/uptime/domain/standing.js';
import { TimelineStore } from '../../src/uptime/store/timeline.store.js';
import { UptimeStore } from '../../src/uptime/store/uptime.store.js';
import { describeOnBothDatabases, openNew, writeTo } from '../databases.js';

const T = Date.UTC(2026, 0, 1);
const NAMES = ['a', 'b', 'c'];

describeOnBothDatabases('what uptime keeps', (newDatabase) => {
  let source: DataSource;
  let store: UptimeStore;
  let timelines: TimelineStore;

  beforeAll(async () => {
    source = await openNew(newDatabase, ROOM_SCHEMAS);
    store = new UptimeStore(source);
    timelines = new TimelineStore(source);
    await enterCameras(source);
  });

  afterAll(() => source?.destroy());

  const standing = newStanding(T, PROBER_DOWN);
  const transition = (at: number, to: CameraState = 'online'): Transition => ({
    at,
    from: 'unknown',
    to,
    fault: to === 'online' ? null : { code: 'no-key-frame', detail: 'No key picture came.' },
  });
  const added = (id: string, cameraId: string, at: number) => ({ id, cameraId, transition: transition(at) });
  const cameras = async () => (await store.standings()).map(([cameraId]) => cameraId);
  const everything = { from: 0, to: T * 2, limit: 10, after: null };

  it('keeps standings and transitions together, and leaves out cameras that are gone', async () => {
    const standings = new Map([
      ['a', standing],
      ['gone', standing],
    ]);
    const written = await store.write(standings, [added('1', 'a', T), added('2', 'gone', T)]);
    expect([...written]).toEqual(['a']);
    expect(await store.standings()).toEqual([['a', standing]]);
    expect(await timelines.between({ cameraId: 'a', ...everything })).toEqual([
      { id: '1', transition: transition(T) },
    ]);
  });

  it('writes neither when one of them cannot be written', async () => {
    const doubled = [added('3', 'b', T), added('3', 'b', T)];
    await expect(store.write(new Map([['b', standing]]), doubled)).rejects.toThrow(/unique/i);
    expect(await cameras()).toEqual(['a']);
  });

  it('takes what a device says, also what a database does not take', async () => {
    const detail = `"\u0000\uD800" ${'很'.repeat(400)}`;
    const fault = { code: 'onvif-fault', detail } as const;
    await store.write(new Map([['c', { ...standing, state: 'offline', fault }]]), [
      { id: 'c1', cameraId: 'c', transition: { at: T, from: 'online', to: 'offline', fault } },
    ]);
    const [found] = await timelines.between({ cameraId: 'c', ...everything });
    expect(found?.transition.fault).toEqual({
      code: 'onvif-fault',
      detail: `"\uFFFD\uFFFD" ${'很'.repeat(295)}`,
    });
  });

  it("reads each camera's last transition before a window, and all of the window in the order of time", async () => {
    await store.write(new Map([['b', standing]]), [
      added('4', 'b', T - 5_000),
      added('5', 'b', T - 1_000),
      added('7', 'b', T + 9),
      added('6', 'b', T + 9),
    ]);
    const pages = [];
    for await (const page of store.transitionsSince(T)) pages.push(page);
    const [before, ...after] = pages;
    expect(before!.map(({ id }) => id).toSorted()).toEqual(['1', '5', 'c1']);
    expect(after.flat()).toEqual([
      { id: '6', cameraId: 'b', at: T + 9, state: 'online', fault: null },
      { id: '7', cameraId: 'b', at: T + 9, state: 'online', fault: null },
    ]);
  });

  it('reads on, page after page, also within one instant', async () => {
    const ids = [];
    for await (const page of store.transitionsSince(0, 3)) ids.push(page.map(({ id }) => id));
    expect(ids).toEqual([[], ['4', '5', '1'], ['c1', '6', '7']]);
  });

  it('turns the pages of a timeline, and knows what held before it', async () => {
    const request = { cameraId: 'b', from: T - 1_000, to: T + 9, limit: 2, after: null };
    const ids = async (after: { at: number } | null) =>
      (await timelines.between({ ...request, after })).map(({ id }) => id);
    expect(await ids(null)).toEqual(['5', '6']);
    expect(await ids({ at: T + 9 })).toEqual(['6', '7']);
    expect(await timelines.lastBefore('b', T - 1_000)).toEqual(transition(T - 5_000));
    expect(await timelines.lastBefore('b', T - 5_000)).toBeNull();
  });

  it('remembers when we were last alive', async () => {
    expect(await store.lastAlive()).toBeNull();
    await store.beat(T);
    await store.beat(T + 5_000);
    expect(await store.lastAlive()).toBe(T + 5_000);
  });

  it('forgets a camera with everything that hangs on it', async () => {
    await writeTo(source, "DELETE FROM cameras WHERE id = 'a'");
    expect((await cameras()).toSorted()).toEqual(['b', 'c']);
    expect(await timelines.between({ cameraId: 'a', ...everything })).toEqual([]);
  });
});

async function enterCameras(source: DataSource): Promise<void> {
  const dated = '0, 0';
  await writeTo(
    source,
    `INSERT INTO villages (id, created_at, updated_at, name, kind, is_demonstration) VALUES ('v', ${dated}, '村', 'village', FALSE)`,
  );
  const [zone] = (await source.query('SELECT id FROM zones')) as { id: string }[];
  for (const id of NAMES) {
    await writeTo(
      source,
      `INSERT INTO cameras (id, created_at, updated_at, name, village_id, zone_id, lifecycle, is_demonstration, host)
       VALUES ('${id}', ${dated}, '${id}', 'v', '${zone!.id}', 'in-service', FALSE, '127.0.0.1')`,
    );
  }
}
