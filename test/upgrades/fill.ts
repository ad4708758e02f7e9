import type Database from 'better-sqlite3';

export interface Named {
  readonly villageId: string;
  readonly cameraId: string;
  readonly channelId: string;
  readonly purchaseId: string;
  readonly userId: string;
}

const AT = 1_780_000_000_000;
const BOTH = { zh: '桥头村 1 号不通', en: '1 of Qiaotou is down' };

/** A row, as the service writes it, of each table that a quiet town of a minute has nothing in. */
const ROWS: Readonly<Record<string, (named: Named) => Readonly<Record<string, unknown>>>> = {
  import_pages: ({ villageId }) => ({
    id: 'import-page',
    import_id: 'import',
    page: 0,
    rows: [{ row: 2, action: 'created', id: villageId, messages: [] }],
  }),
  imports: () => ({
    id: 'import',
    created_at: AT,
    finished_at: AT + 900,
    noun: 'villages',
    file_name: '村.csv',
    mode: 'all',
    is_dry_run: 0,
    state: 'done',
    actor_name: 'admin',
    is_village_bound: 0,
    summary: { rows: 1, created: 1, updated: 0, unchanged: 0, refused: 0 },
  }),
  notices: ({ villageId }) => ({
    id: 'notice',
    thread: 'outage:1',
    kind: 'opened',
    level: 'routine',
    village_id: villageId,
    at: AT,
    title: BOTH,
    lines: [BOTH],
    posted_at: AT,
    is_for_village_only: 0,
  }),
  notice_copies: ({ channelId }) => ({ notice_id: 'notice', channel_id: channelId, delivery_id: 'delivery' }),
  deliveries: ({ channelId, villageId }) => ({
    id: 'delivery',
    channel_id: channelId,
    village_id: villageId,
    message: { title: BOTH.zh, lines: [BOTH.zh], threads: ['outage:1'] },
    state: 'sent',
    attempts: 1,
    created_at: AT,
    attempted_at: AT,
    sent_at: AT,
  }),
  dispatch_threads: ({ villageId }) => ({
    thread: 'outage:1',
    village_id: villageId,
    level: 'routine',
    name: BOTH,
    in_villages: [],
    told_at: AT,
    escalations: 0,
  }),
  uptime_days: ({ cameraId }) => ({
    day: '2026-05-29',
    camera_id: cameraId,
    online_ms: 86_300_000,
    impaired_ms: 0,
    offline_ms: 100_000,
    maintenance_ms: 0,
  }),
  uptime_picture_days: ({ cameraId }) => ({ camera_id: cameraId, day: '2026-05-29' }),
  uptime_incidents: ({ villageId }) => ({
    id: 'incident',
    opened_at: AT,
    closed_at: AT + 60_000,
    changed_at: AT + 60_000,
    cause_kind: 'village',
    cause_key: villageId,
    cause_name: '桥头村',
    cameras: 2,
    programme_ids: [],
  }),
  uptime_incident_villages: ({ villageId }) => ({ incident_id: 'incident', village_id: villageId }),
  purchase_attachments: ({ purchaseId }) => ({
    id: 'attachment',
    purchase_id: purchaseId,
    kind: 'invoice',
    name: '发票.pdf',
    media_type: 'application/pdf',
    bytes: 3,
    sha256: 'ab'.repeat(32),
    is_scanned: 0,
    created_at: AT,
    created_by: 'admin',
  }),
  purchase_cameras: ({ cameraId, purchaseId }) => ({
    camera_id: cameraId,
    purchase_id: purchaseId,
    what: '枪机',
    at: AT,
    by_name: 'admin',
  }),
  purchase_untied_cameras: ({ purchaseId }) => ({
    id: 'untied',
    camera_id: 'a-camera-of-before',
    purchase_id: purchaseId,
    tied_at: AT,
    tied_by: 'admin',
    at: AT + 1,
    by_name: 'admin',
    reason: '认错了',
  }),
  purchase_explanations: ({ purchaseId }) => ({
    id: 'explanation',
    purchase_id: purchaseId,
    what: '枪机',
    units: 1,
    words: '备用',
    at: AT,
    by_name: 'admin',
  }),
  purchase_untold_steps: () => ({ step_id: 'a-step-of-before' }),
  work_order_untold_steps: () => ({ step_id: 'a-step-of-before' }),
  probe_memories: ({ cameraId }) => ({ camera_id: cameraId, memory: {}, updated_at: AT }),
  sessions: ({ userId }) => ({ hash: 'c0ffee', user_id: userId, created_at: AT, used_at: AT }),
};

/** Fills what is empty; throws where a table is left without a row. */
export function fillEmptyTables(database: Database.Database, named: Named): void {
  database.pragma('foreign_keys = OFF');
  const tables = database
    .prepare("SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'")
    .pluck()
    .all() as string[];
  for (const table of tables) {
    if (database.prepare(`SELECT 1 FROM "${table}"`).get() !== undefined) continue;
    const row = ROWS[table]?.(named);
    if (row === undefined) throw new Error(`nothing fills ${table}: write a row of it`);
    insert(database, table, row);
  }
  const [odd] = database.pragma('foreign_key_check') as unknown[];
  if (odd !== undefined) throw new Error(`a row refers to nothing: ${JSON.stringify(odd)}`);
}

function insert(database: Database.Database, table: string, row: Readonly<Record<string, unknown>>): void {
  const values = Object.values(row).map((value) =>
    typeof value === 'object' ? JSON.stringify(value) : value,
  );
  const columns = Object.keys(row).map((name) => `"${name}"`);
  database
    .prepare(`INSERT INTO "${table}" (${columns.join()}) VALUES (${values.map(() => '?').join()})`)
    .run(...values);
}
