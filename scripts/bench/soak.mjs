import { run } from '../run.mjs';

/** What it may grow by and still be flat: a collector that has not come round yet, and sockets of the moment. */
const MEMORY_SHARE = 0.1;
const FILES = 20;

/** The demo town at 20× speed for `SOAK_MINUTES`, else 20. Throws where memory or open files grew. */
export async function soak() {
  const minutes = Number(process.env.SOAK_MINUTES ?? 20);
  const args = ['--import', 'tsx', 'scripts/bench/soak/main.ts'];
  const { code, output } = await run(process.execPath, args, { timeoutMs: (minutes + 10) * 60_000 });
  const line = output
    .trim()
    .split('\n')
    .findLast((text) => text.startsWith('{"minutes"'));
  if (code !== 0 || line === undefined)
    throw new Error(`the soak ended with ${code}: ${output.slice(-2_000)}`);
  const { beginning, middle, end, ...town } = JSON.parse(line);
  const rows = ['serviceMb', 'workersMb', 'files', 'workers'].map((what) => ({
    what,
    beginning: beginning[what],
    middle: middle[what],
    end: end[what],
  }));
  const hasGrown =
    end.serviceMb > beginning.serviceMb * (1 + MEMORY_SHARE) ||
    end.workersMb > beginning.workersMb * (1 + MEMORY_SHARE) + MEMORY_SHARE * beginning.serviceMb ||
    end.files > beginning.files + FILES;
  rows.push(
    ...Object.entries(town).map(([what, value]) => ({ what, beginning: null, middle: null, end: value })),
  );
  if (!hasGrown) return rows;
  console.table(rows);
  throw new Error('memory or open files grew; see the table');
}
