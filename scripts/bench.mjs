/**
 * `npm run bench [-- NAME …] [--minutes N]`: what the service costs, as ratios measured side by side in one run. Prints a table, then
 * one line of JSON. Everything is on 127.0.0.0/8, bounded in count and time.
 */
import { loadavg } from 'node:os';
import { parseArgs } from 'node:util';
import { coverage } from './bench/coverage.mjs';
import { falls } from './bench/falls.mjs';
import { frames } from './bench/frames.mjs';
import { importing } from './bench/import.mjs';
import { heartbeats } from './bench/heartbeats.mjs';
import { pages } from './bench/pages.mjs';
import { pictures } from './bench/pictures.mjs';
import { pruning } from './bench/pruning.mjs';
import { reports } from './bench/reports.mjs';
import { scale } from './bench/scale.mjs';
import { scrapes } from './bench/scrapes.mjs';
import { search } from './bench/search.mjs';
import { silence } from './bench/silence.mjs';
import { soak } from './bench/soak.mjs';
import { steady } from './bench/steady.mjs';
import { table } from './bench/table.mjs';
import { setUp } from './set-up.mjs';

const BENCHES = { frames, heartbeats, silence, scrapes, search, steady, import: importing };
/** Too long for every day: only where it is named. */
const LONG = { soak, pictures, coverage, reports, pages, pruning, table, scale, falls };

await setUp();
const { positionals, values: options } = parseArgs({
  allowPositionals: true,
  options: {
    minutes: { type: 'string' },
    cameras: { type: 'string' },
    days: { type: 'string' },
    sizes: { type: 'string' },
    part: { type: 'string' },
    queue: { type: 'string' },
  },
});
const wanted = positionals.length > 0 ? positionals : Object.keys(BENCHES);
const unknown = wanted.find((name) => !(name in BENCHES || name in LONG));
if (unknown) {
  process.stderr.write(
    `bench: there is no ${unknown}; there are ${Object.keys({ ...BENCHES, ...LONG }).join(', ')}\n`,
  );
  process.exit(2);
}
for (const signal of ['SIGINT', 'SIGTERM']) process.once(signal, () => process.exit(1));
const results = {};
for (const name of wanted) {
  const load = loadavg()[0].toFixed(2);
  process.stdout.write(`\n${name} (load before: ${load})\n`);
  const rows = await { ...BENCHES, ...LONG }[name](options);
  console.table(rows);
  results[name] = { load: Number(load), rows };
}
process.stdout.write(`${JSON.stringify(results)}\n`);
process.exit(0);
