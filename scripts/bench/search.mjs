import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { CAMERAS, fillPostgres, fillSqlite, startPostgres } from './hundred-thousand.mjs';
import { percentile, residentMbOf } from './measure.mjs';
import { startService } from './processes.mjs';

const CALLS = 100;
const VILLAGES = [
  '上坡村',
  '桥头村',
  '型厝村',
  '西安村',
  '西门村',
  '安东村',
  '可慕村',
  '西畲村',
  '社坛村',
  '后蔡村',
];

/** Lists and searches over HTTP with 100,000 cameras in the register, on both databases. */
export async function search() {
  return [...(await searchOnSqlite()), ...(await searchOnPostgres())];
}

export function searchOnSqlite() {
  return measured('SQLite', {}, async ({ dataDir }) => fillSqlite(path.join(dataDir, 'shouwang.sqlite')));
}

export async function searchOnPostgres() {
  const server = await startPostgres();
  const rows = await measured('PostgreSQL', { DATABASE_URL: server.url }, () => fillPostgres(server.url));
  await server.stop();
  return rows;
}

async function measured(database, settings, fill) {
  const dataDir = mkdtempSync(path.join(tmpdir(), 'shouwang-bench-'));
  const first = await startService(settings, dataDir);
  const seeds = await enterSeeds(first);
  // Ended, but its folder is kept.
  await first.end();
  await fill({ dataDir });
  const begun = performance.now();
  const service = await startService(settings, dataDir);
  const startMs = performance.now() - begun;
  const rows = [];
  for (const [what, query] of queriesOf(seeds))
    rows.push({ database, what, ...(await timed(service, query)) });
  rows.push({ database, what: `start that makes ${CAMERAS} index rows`, 'p50 ms': Math.round(startMs) });
  rows.push({ database, what: 'resident memory, MB', 'p50 ms': Math.round(residentMbOf(service.pid)) });
  await service.stop();
  return rows;
}

async function enterSeeds(service) {
  const made = async (noun, body) => (await service.json(`/api/v1/${noun}`, body)).id;
  const programmeId = await made('programmes', { name: '雪亮工程' });
  const villages = [];
  for (let index = 0; index < 42; index += 1) {
    const name = VILLAGES[index] ?? `第${index}社区`;
    const villageId = await made('villages', { name, kind: 'village' });
    const network = { host: `10.0.0.${index + 1}`, onvif: { port: 80 } };
    await made('cameras', { name: '种子', villageId, programmeId, lifecycle: 'planned', network });
    villages.push(villageId);
  }
  return { villages, programmeId };
}

function queriesOf({ villages, programmeId }) {
  return [
    ['list, first page', ''],
    ['list of a village', `villageId=${villages[3]}`],
    ['list by programme, lifecycle, vendor', `programmeId=${programmeId}&lifecycle=removed&vendorCode=5`],
    ['list without position', 'hasPosition=false'],
    ['spc (initials of a village)', queryFor('spc')],
    ['坡 (one character)', queryFor('坡')],
    ['祠堂 (in every tenth)', queryFor('祠堂')],
    ['099999 (end of one code)', queryFor('099999')],
    ['10.7.200. (part of addresses)', queryFor('10.7.200.')],
    ['海信 菜市场 上坡 (three words)', queryFor('海信 菜市场 上坡')],
    ['龘 (nowhere)', queryFor('龘')],
    ['龘 in one village', queryFor('龘', `&villageId=${villages[3]}`)],
  ];
}

async function timed(service, query) {
  const took = [];
  let found = 0;
  for (let index = 0; index < CALLS; index += 1) {
    const begun = performance.now();
    const page = await service.json(`/api/v1/cameras?${query}`);
    took.push(performance.now() - begun);
    found = page.items.length;
  }
  const round = (share) => Number(percentile(took, share).toFixed(1));
  return { 'p50 ms': round(0.5), 'p95 ms': round(0.95), 'on the page': found };
}

function queryFor(words, more = '') {
  return `q=${encodeURIComponent(words)}${more}`;
}
