import { type DataSource } from 'typeorm';
import { openDatabase } from '../../src/platform/database/open-database.js';
import { ROOM_SCHEMAS } from '../../src/schema.js';
import { MemoryStore } from '../../src/probing/store/memory.store.js';
import { NO_MEMORY } from '../../src/probing/domain/probe-memory.js';
import { loginRefused, FRESH_BUDGET } from '../../src/probing/domain/login-budget.js';
import { UptimeStore } from '../../src/uptime/store/uptime.store.js';
import { describeOnBothDatabases } from '../databases.js';

const T = Date.UTC(2026, 0, 1);
const NAMES = ['a', 'b'];

describeOnBothDatabases('what probing and uptime keep', (newDatabase) => {
  let source: DataSource;
  let store: UptimeStore;

  beforeAll(async () => {
    source = await openDatabase(await newDatabase(), ROOM_SCHEMAS);
    store = new UptimeStore(source);
    await enterCameras(source);
  });

  afterAll(() => source?.destroy());

  const standing = (cameraId: string) =>
    ({ cameraId, state: 'online', since: T, faultCode: null, faultDetail: null }) as const;
  const transition = (id: string, cameraId: string, at: number) =>
    ({
      id,
      cameraId,
      at,
      fromState: 'unknown',
      toState: 'online',
      faultCode: null,
      faultDetail: null,
    }) as const;

  it('keeps standings and transitions together, and leaves out cameras that are gone', async () => {
    await store.write(
      [standing('a'), standing('gone')],
      [transition('1', 'a', T), transition('2', 'gone', T)],
    );
    expect(await store.standings()).toEqual([standing('a')]);
    expect(await store.timeline('a', T - 1, T + 1, 10)).toEqual([transition('1', 'a', T)]);
  });

  it('writes neither when one of them cannot be written', async () => {
    const doubled = [transition('3', 'b', T), transition('3', 'b', T)];
    await expect(store.write([standing('b')], doubled)).rejects.toThrow(/unique/i);
    expect((await store.standings()).map((row) => row.cameraId)).toEqual(['a']);
  });

  it("reads the transitions of a window, and each camera's last one before it", async () => {
    await store.write(
      [standing('b')],
      [transition('4', 'b', T - 5_000), transition('5', 'b', T - 1_000), transition('6', 'b', T + 9)],
    );
    expect(await store.transitionsSince(T + 1)).toEqual([
      { cameraId: 'b', at: T - 1_000, state: 'online' },
      { cameraId: 'a', at: T, state: 'online' },
      { cameraId: 'b', at: T + 9, state: 'online' },
    ]);
  });

  it('remembers when we were last alive', async () => {
    expect(await store.lastAlive()).toBeNull();
    await store.beat(T);
    await store.beat(T + 5_000);
    expect(await store.lastAlive()).toBe(T + 5_000);
  });

  it('keeps a refused login across a restart', async () => {
    const memories = new MemoryStore(source);
    const memory = { ...NO_MEMORY, budget: loginRefused(FRESH_BUDGET, 'cred 1', 'login-rejected', T) };
    await memories.write([
      { cameraId: 'a', memory, updatedAt: T },
      { cameraId: 'gone', memory, updatedAt: T },
    ]);
    expect(await memories.all()).toEqual([{ cameraId: 'a', memory, updatedAt: T }]);
  });

  it('forgets a camera with everything that hangs on it', async () => {
    await source.query("DELETE FROM cameras WHERE id = 'a'");
    expect((await store.standings()).map((row) => row.cameraId)).toEqual(['b']);
    expect(await store.timeline('a', 0, T * 2, 10)).toEqual([]);
    expect(await new MemoryStore(source).all()).toEqual([]);
  });
});

async function enterCameras(source: DataSource): Promise<void> {
  const dated = '0, 0';
  await source.query(
    `INSERT INTO villages (id, created_at, updated_at, name, kind, is_demonstration) VALUES ('v', ${dated}, '村', 'village', FALSE)`,
  );
  const [zone] = (await source.query('SELECT id FROM zones')) as { id: string }[];
  for (const id of NAMES) {
    await source.query(
      `INSERT INTO cameras (id, created_at, updated_at, name, village_id, zone_id, lifecycle, is_demonstration, host)
       VALUES ('${id}', ${dated}, '${id}', 'v', '${zone!.id}', 'in-service', FALSE, '127.0.0.1')`,
    );
  }
}
