import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import Database from 'better-sqlite3';
import { Client } from 'pg';

export const CAMERAS = 100_000;
const PLACES = [
  '村口',
  '大榕树',
  '祠堂',
  '停车场',
  '文化礼堂',
  '小学门口',
  '河边',
  '桥头',
  '老人会',
  '菜市场',
];
const LIFECYCLES = ['planned', 'planned', 'planned', 'under-repair', 'removed'];
const ROWS_PER_STATEMENT = 200;

/** A PostgreSQL of our own, from the npm registry unless a folder of another is named; it ends with its input. */
export async function startPostgres(...folder) {
  const keeper = spawn(process.execPath, ['--import', 'tsx', 'test/postgres/keeper.ts', ...folder], {
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  const [url] = await once(createInterface({ input: keeper.stdout }), 'line');
  const stop = async () => {
    keeper.stdin.end();
    await once(keeper, 'exit');
  };
  return { url, pid: keeper.pid, stop };
}

/** Copies of the cameras that are there, one of each village, until there are enough; none of them is probed. */
export function multiplied(seeds) {
  return Array.from({ length: CAMERAS - seeds.length }, (_, index) => {
    const seed = seeds[index % seeds.length];
    const number = String(index).padStart(6, '0');
    return {
      ...seed,
      id: `${seed.id.slice(0, 24)}${index.toString(16).padStart(12, '0')}`,
      name: `${PLACES[index % PLACES.length]} ${number}`,
      device_code: `35058210001320${number}`,
      host: `10.${index % 42}.${(index >> 8) & 255}.${index & 255}`,
      mac: `AA-BB-CC-${number.match(/../g).join('-')}`,
      install_address: `安海镇${PLACES[(index >> 3) % PLACES.length]}路${index % 900}号`,
      vendor_code: String((index % 15) + 1),
      lifecycle: LIFECYCLES[index % LIFECYCLES.length],
      latitude_deg: index % 4 === 0 ? null : 24.7,
      longitude_deg: index % 4 === 0 ? null : 118.4,
    };
  });
}

/** Enters the rows that `rowsOf` makes of those that are there. */
export function fillSqlite(file, rowsOf = multiplied) {
  const database = new Database(file);
  const rows = rowsOf(database.prepare('SELECT * FROM cameras').all());
  const names = Object.keys(rows[0]);
  const insert = database.prepare(
    `INSERT INTO cameras (${names.join(', ')}) VALUES (${names.map(() => '?').join(', ')})`,
  );
  database.transaction(() => {
    for (const row of rows) insert.run(names.map((name) => row[name]));
  })();
  database.close();
}

export async function fillPostgres(url, rowsOf = multiplied) {
  const client = new Client(url);
  await client.connect();
  const rows = rowsOf((await client.query('SELECT * FROM cameras')).rows);
  const names = Object.keys(rows[0]);
  for (let index = 0; index < rows.length; index += ROWS_PER_STATEMENT) {
    const part = rows.slice(index, index + ROWS_PER_STATEMENT);
    const places = part.map(
      (_, row) => `(${names.map((_name, column) => `$${row * names.length + column + 1}`).join(', ')})`,
    );
    const values = part.flatMap((row) => names.map((name) => row[name]));
    await client.query(`INSERT INTO cameras (${names.join(', ')}) VALUES ${places.join(', ')}`, values);
  }
  await client.end();
}
