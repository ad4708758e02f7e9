import Database from 'better-sqlite3';

export const VILLAGES = 42;
export const PURCHASES = 1_000;
export const CAMERAS = 10_000;
const AWARDS_OF_VILLAGE = 5;
const CAMERAS_OF_PURCHASE = CAMERAS / PURCHASES;
const UNIT_PRICE_FEN = 303_611;
const AWARD_FEN = 1_000_000_000;
const DAYS_WITH_PICTURE = 7;
const ZONE = '00000000-0000-7000-8000-000000000001';
const DAY_MS = 86_400_000;
const BEGIN = Date.UTC(2021, 0, 1);

/** Writes the books of a town into a database that is up to date; answers with the ids of its villages. */
export function writeBooks(file) {
  const database = new Database(file);
  const write = (table, row) => insertInto(database, table, row);
  const villages = Array.from({ length: VILLAGES }, (_, at) => idOf(1, at));
  database.transaction(() => {
    for (const [at, id] of villages.entries()) {
      write('villages', {
        id,
        created_at: 0,
        updated_at: 0,
        name: `村${at}`,
        kind: 'village',
        is_demonstration: 0,
      });
      for (let award = 0; award < AWARDS_OF_VILLAGE; award += 1) writeAward(write, id, at, award);
    }
    for (let at = 0; at < PURCHASES; at += 1) writePurchase(write, villages[at % VILLAGES], at);
  })();
  database.close();
  return villages;
}

function writeAward(write, village_id, village, at) {
  const id = idOf(2, village * AWARDS_OF_VILLAGE + at);
  const mark = { version: 1, at: 0, by_name: 'bench', reason: null };
  write('awards', { id, village_id, version: 1, created_at: 0, revision: 1 });
  write('award_versions', {
    award_id: id,
    ...mark,
    kind: 'collective',
    year: 2021 + at,
    received_on: `${2021 + at}-01-01`,
    amount_fen: AWARD_FEN,
    is_void: 0,
  });
  write('funding_entries', { ...mark, id, village_id, award_id: id, amount_fen: AWARD_FEN });
}

/** Of a day of its own, paid by two sources; a third of them by the first camera's line alone. */
function writePurchase(write, village_id, at) {
  const id = idOf(3, at);
  const mark = { version: 1, at: 0, by_name: 'bench', reason: null };
  const bought_on = dayOf(at);
  write('purchases', {
    id,
    village_id,
    version: 1,
    state: at % 3 === 0 ? 'draft' : 'closed',
    objections: 0,
    reminders: 0,
    created_at: 0,
    created_by: 'bench',
    revision: 1,
  });
  write('purchase_versions', { purchase_id: id, ...mark, bought_on, supplier: `供应商${at % 9}` });
  for (const position of [0, 1])
    write('purchase_lines', {
      id: idOf(4 + position, at),
      purchase_id: id,
      version: 1,
      position,
      what: position === 0 ? '枪机' : '球机',
      quantity: CAMERAS_OF_PURCHASE / 2,
      unit_price_fen: UNIT_PRICE_FEN,
      is_camera: 1,
      warranty_months: 36,
    });
  for (const source of [0, 1])
    write('funding_entries', {
      ...mark,
      id: idOf(6 + source, at),
      village_id,
      award_id: idOf(2, (at % VILLAGES) * AWARDS_OF_VILLAGE + source),
      purchase_id: id,
      amount_fen: (-CAMERAS_OF_PURCHASE * UNIT_PRICE_FEN) / 2,
    });
  for (let unit = 0; unit < CAMERAS_OF_PURCHASE; unit += 1)
    writeCamera(write, { village_id, purchase_id: id, at: at * CAMERAS_OF_PURCHASE + unit });
}

function writeCamera(write, { village_id, purchase_id, at }) {
  const id = idOf(8, at);
  write('cameras', {
    id,
    created_at: 0,
    updated_at: 0,
    name: `camera ${at}`,
    village_id,
    zone_id: ZONE,
    lifecycle: 'in-service',
    is_demonstration: 0,
    host: `127.60.${Math.floor(at / 250) + 1}.${(at % 250) + 1}`,
  });
  const what = at % 2 === 0 ? '枪机' : '球机';
  write('purchase_cameras', { camera_id: id, purchase_id, what, at, by_name: 'bench' });
  for (let day = 0; day < DAYS_WITH_PICTURE; day += 1)
    write('uptime_picture_days', { camera_id: id, day: `2026-03-0${day + 1}` });
}

function dayOf(at) {
  const days = Math.floor((at / PURCHASES) * 5 * 365);
  return new Date(BEGIN + days * DAY_MS).toISOString().slice(0, 10);
}

/** The same in every run. */
function idOf(kind, at) {
  return `019a0000-000${kind}-7000-8000-${String(at).padStart(12, '0')}`;
}

const prepared = new Map();

function insertInto(database, table, row) {
  const columns = Object.keys(row);
  const key = `${table} ${columns.join()}`;
  const sql = `INSERT INTO ${table} (${columns.join()}) VALUES (${columns.map(() => '?').join()})`;
  if (!prepared.has(key)) prepared.set(key, database.prepare(sql));
  prepared.get(key).run(...Object.values(row));
}
