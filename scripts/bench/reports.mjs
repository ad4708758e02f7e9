import { existsSync, mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { closedGapsSideBySide } from './reports/gaps.mjs';
import { CAMERAS, PURCHASES, VILLAGES, writeBooks } from './reports/books.mjs';
import { spread } from './measure.mjs';
import { startService } from './processes.mjs';

const RUNS = 11;
const QUIET = { PROBING_HEARTBEAT_INTERVAL_S: 3_600, PROBING_FRAME_INTERVAL_S: 86_400 };

/**
 * Reports of the funds of a town: 42 villages, 1,000 purchases of five years, 10,000 cameras that were bought, on SQLite.
 * Beside the report of the town, the same asked village by village; beside closed gaps, a what-if for each village.
 */
export async function reports() {
  const dataDir = mkdtempSync(path.join(tmpdir(), 'shouwang-bench-'));
  const first = await startService(QUIET, dataDir);
  await first.end();
  const villageIds = writeBooks(path.join(dataDir, 'shouwang.sqlite'));
  const service = await startService(QUIET, dataDir);
  const ask = (query) => service.call(`/api/v1/${query}`);
  const calls = {
    town: () => ask('fund-reports'),
    year: () => ask('fund-reports?year=2023'),
    village: () => ask(`fund-reports?villageId=${villageIds[0]}`),
    'village by village': async () => {
      for (const id of villageIds) await ask(`fund-reports?villageId=${id}`);
    },
    explained: () => ask('fund-reports?explain=true'),
    warranties: () => ask('warranties?limit=100'),
  };
  const took = await inTurns(calls);
  await service.stop();
  if (existsSync(dataDir)) throw new Error('the data folder was left behind');
  const what = `${VILLAGES} villages, ${PURCHASES} purchases, ${CAMERAS} cameras`;
  return [
    ...Object.entries(took).map(([name, values]) => ({ what: `${name}: ${what}, ms`, ...spread(values, 0) })),
    { what: 'village by village ÷ town', ...ratio(took['village by village'], took.town) },
    ...closedGapsSideBySide(RUNS),
  ];
}

/** One after the other, so that what else the machine does falls on all of them; the first, cold, is left out. */
async function inTurns(calls) {
  const took = Object.fromEntries(Object.keys(calls).map((name) => [name, []]));
  for (let run = 0; run <= RUNS; run += 1)
    for (const [name, call] of Object.entries(calls)) {
      const begun = performance.now();
      await call();
      if (run > 0) took[name].push(performance.now() - begun);
    }
  return took;
}

function ratio(slower, faster) {
  return spread(slower.map((value, run) => value / faster[run]));
}
