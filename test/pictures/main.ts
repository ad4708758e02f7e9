/**
 * `npm run bench -- pictures`: how well the picture checks tell a spoilt picture from one that is well. Photographs of
 * Debian packages, each spoilt in every way and strength and in every harmless weather, coded as H.264 and decoded by
 * the service's own worker. Prints the rows as JSON on its last line.
 */
import { VideoDecoder } from '../../src/devices/video/index.js';
import { costOf } from './cost.js';
import { limitsFor } from './limits.js';
import { sceneOf } from './labelled-set.js';
import {
  FEW_PHOTOGRAPHS,
  FRESH_PHOTOGRAPHS,
  missingPackages,
  type Photograph,
  TRIED_PHOTOGRAPHS,
} from './photographs.js';
import { type Scored, scoreScene } from './score-set.js';
import { mistakes, tally } from './tally.js';

const sets: Readonly<Record<string, readonly Photograph[]>> = {
  tried: TRIED_PHOTOGRAPHS,
  fresh: FRESH_PHOTOGRAPHS,
  few: FEW_PHOTOGRAPHS,
};
const wanted = process.argv.length > 2 ? process.argv.slice(2) : ['tried', 'fresh'];
const missing = missingPackages(wanted.flatMap((name) => sets[name] ?? []));
if (missing !== null) {
  process.stderr.write(`the photographs are missing: ${missing}\n`);
  process.exit(1);
}
const thresholds = limitsFor();
const decoder = new VideoDecoder({ workers: 1 });
const result: Record<string, unknown> = {};
for (const name of wanted) result[name] = await look(sets[name] ?? []);
await decoder.close();
if (wanted.length > 1) {
  const { measuringMs, scoringMs } = costOf(TRIED_PHOTOGRAPHS[0]!, TRIED_PHOTOGRAPHS[1]!);
  process.stdout.write(
    `CPU of five runs: ${measuringMs.join(', ')} ms to measure, ${scoringMs.join(', ')} ms to score\n`,
  );
}
process.stdout.write(`${JSON.stringify(result)}\n`);

async function look(photographs: readonly Photograph[]) {
  const scored: Scored[] = [];
  for (const [index, photograph] of photographs.entries()) {
    const other = photographs[(index + 7) % photographs.length]!;
    scored.push(...(await scoreScene(photograph.key, sceneOf(photograph, other, index + 1), decoder)));
    process.stderr.write('.');
  }
  process.stderr.write('\n');
  const rows = tally(scored, thresholds, 'scores');
  for (const line of mistakes(scored, rows, thresholds)) process.stdout.write(`${line}\n`);
  return { pictures: scored.length, rows, firstDay: tally(scored, thresholds, 'firstDay') };
}
