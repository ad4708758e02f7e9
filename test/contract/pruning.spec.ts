import type { DataSource } from 'typeorm';
import { UptimeStore } from '../../src/uptime/store/uptime.store.js';
import { ROOM_SCHEMAS } from '../../src/schema.js';
import { describeOnBothDatabases, openNew, writeTo } from '../databases.js';

const LONG_AGO = 1_000;
const HORIZON = 1_000_000;
const CAMERAS = ['a', 'b'];

describeOnBothDatabases('what is removed because it is old', (newDatabase, kind) => {
  let source: DataSource;
  let store: UptimeStore;

  beforeAll(async () => {
    source = await openNew(newDatabase, ROOM_SCHEMAS);
    store = new UptimeStore(source);
    await writeTo(
      source,
      "INSERT INTO villages (id, created_at, updated_at, name, kind, is_demonstration) VALUES ('v', 0, 0, 'v', 'village', FALSE)",
    );
    for (const id of CAMERAS)
      await writeTo(
        source,
        `INSERT INTO cameras (id, created_at, updated_at, name, village_id, zone_id, lifecycle, is_demonstration, host)
          VALUES ('${id}', 0, 0, '${id}', 'v', (SELECT id FROM zones), 'in-service', FALSE, '127.0.0.1')`,
      );
  });
  afterAll(() => source.destroy());

  const enter = (cameraId: string, ...times: readonly number[]): Promise<unknown> => {
    const fault = { code: 'onvif-timeout', detail: '' } as const;
    const standing = {
      state: 'offline',
      since: times[0]!,
      fault,
      missedHeartbeats: 3,
      failedFrames: 0,
    } as const;
    const transitionAt = (at: number) => ({ at, from: 'online', to: 'offline', fault }) as const;
    const added = times.map((at) => ({ id: `${cameraId}${at}`, cameraId, transition: transitionAt(at) }));
    return store.write(new Map([[cameraId, standing]]), added);
  };
  const left = async (): Promise<string[]> =>
    ((await source.query('SELECT id FROM uptime_transitions ORDER BY id')) as { id: string }[]).map(
      ({ id }) => id,
    );

  it('goes a little at a time, down to what says how it was since', async () => {
    await enter('a', LONG_AGO + 1, LONG_AGO + 2, LONG_AGO + 3, LONG_AGO + 4, HORIZON + 5);
    await enter('b', LONG_AGO + 1, LONG_AGO + 2, LONG_AGO + 3, LONG_AGO + 4);

    expect(await store.sweep(HORIZON, 4)).toBe(true);
    expect(await left()).toHaveLength(5);
    while (await store.sweep(HORIZON, 4));

    expect(await left()).toEqual(['a1000005', 'a1004', 'b1004']);
  });

  if (kind === 'sqlite') return;

  it('holds up nobody who writes: transitions and standings come in while a step is under way', async () => {
    await enter('b', LONG_AGO + 10, LONG_AGO + 11);
    // A step that stands still in the middle of its transaction, and writers who would not wait.
    const holder = source.createQueryRunner();
    await holder.query('SELECT pg_advisory_lock(7)');
    await writeTo(
      source,
      `CREATE FUNCTION stand_still() RETURNS trigger AS
        'BEGIN PERFORM pg_advisory_xact_lock(7); RETURN NULL; END' LANGUAGE plpgsql`,
    );
    await writeTo(
      source,
      'CREATE TRIGGER stand_still AFTER DELETE ON uptime_transitions FOR EACH STATEMENT EXECUTE FUNCTION stand_still()',
    );
    const step = store.sweep(HORIZON, 100);
    const waiting = "SELECT 1 FROM pg_locks WHERE locktype = 'advisory' AND NOT granted";
    while (((await source.query(waiting)) as unknown[]).length === 0);

    try {
      await source.transaction(async (manager) => {
        await manager.query("SET LOCAL lock_timeout = '100ms'");
        await manager.query(`INSERT INTO uptime_transitions (id, camera_id, at, from_state, to_state)
          VALUES ('new', 'b', ${HORIZON + 20}, 'online', 'offline')`);
        await manager.query("UPDATE uptime_standings SET state = 'online' WHERE camera_id IN ('a', 'b')");
        await manager.query("UPDATE cameras SET name = 'renamed' WHERE id = 'b'");
      });
    } finally {
      await holder.query('SELECT pg_advisory_unlock(7)');
      await holder.release();
      await step;
    }

    expect(await left()).toEqual(['a1000005', 'a1004', 'b1011', 'new']);
  });
});
