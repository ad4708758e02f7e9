import { tsImport } from 'tsx/esm/api';
import { spread } from './measure.mjs';

const CAMERAS = 10_000;
const TRANSITIONS = 1_000_000;
/** As `DailyChores` asks for at each pulse. */
const STEP = 2_000;

const TOWN = [
  `INSERT INTO villages (id, created_at, updated_at, name, kind, is_demonstration) VALUES ('v', 0, 0, 'v', 'village', FALSE)`,
  `INSERT INTO cameras (id, created_at, updated_at, name, village_id, zone_id, lifecycle, is_demonstration, host)
    SELECT 'c' || n, 0, 0, 'c' || n, 'v', (SELECT id FROM zones), 'in-service', FALSE, '127.0.0.1'
    FROM generate_series(1, ${CAMERAS}) n`,
  `INSERT INTO uptime_transitions (id, camera_id, at, from_state, to_state)
    SELECT 't' || n, 'c' || (1 + n % ${CAMERAS}), n, 'online', 'offline' FROM generate_series(1, ${TRANSITIONS}) n`,
  'ANALYZE',
];

/**
 * A million transitions older than they are kept, removed from PostgreSQL a step at a time, while somebody writes a
 * transition after the other: how long a step holds its locks, and how long a write takes beside it and alone.
 */
export async function pruning() {
  const { startPostgres } = await tsImport('../../test/postgres.ts', import.meta.url);
  const { openDatabase } = await import('../../dist/platform/database/open-database.js');
  const { UptimeStore } = await import('../../dist/uptime/store/uptime.store.js');
  const { ROOM_SCHEMAS } = await import('../../dist/schema.js');
  const server = await startPostgres();
  const target = { kind: 'postgres', url: await server.newDatabase() };
  const source = await openDatabase(target, ROOM_SCHEMAS);
  try {
    for (const statement of TOWN) await source.transaction((manager) => manager.query(statement));
    const store = new UptimeStore(source);
    const alone = await writes(store, (count) => count < 500);
    const state = { isOver: false };
    const [steps, beside] = await Promise.all([
      sweepAll(store).finally(() => (state.isOver = true)),
      writes(store, () => !state.isOver),
    ]);
    return [
      { what: `one step of ${STEP} of ${TRANSITIONS}, ms`, ...spread(steps) },
      { what: 'a write beside it, ms', ...spread(beside) },
      { what: 'a write alone, ms', ...spread(alone) },
    ];
  } finally {
    await source.destroy();
    await server.stop();
  }
}

async function sweepAll(store) {
  const took = [];
  for (let isMore = true; isMore;) {
    const begun = performance.now();
    isMore = await store.sweep(TRANSITIONS + 1, STEP);
    took.push(performance.now() - begun);
  }
  return took;
}

let next = TRANSITIONS;
async function writes(store, goesOn) {
  const took = [];
  while (goesOn(took.length)) {
    next += 1;
    const cameraId = `c${1 + (next % CAMERAS)}`;
    const transition = { at: next, from: 'offline', to: 'online', fault: null };
    const standing = { state: 'online', since: next, fault: null };
    const begun = performance.now();
    await store.write(new Map([[cameraId, standing]]), [{ id: `t${next}`, cameraId, transition }]);
    took.push(performance.now() - begun);
  }
  return took;
}
