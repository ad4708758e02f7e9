import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { describeWith } from '../needs.js';
import type { Row } from '../pictures/tally.js';

interface Measured {
  readonly rows: readonly Row[];
  readonly firstDay: readonly Row[];
}

/** Two of the photographs, one of them held out, in a process of its own; `npm run bench -- pictures` measures them all. */
describeWith(
  ['ffmpeg', 'more photographs'],
  'spoilt photographs, through H.264 and the decode worker',
  () => {
    let measured: Measured;

    beforeAll(async () => {
      const program = fileURLToPath(new URL('../pictures/main.ts', import.meta.url));
      const { stdout } = await promisify(execFile)(process.execPath, ['--import', 'tsx', program, 'few']);
      measured = (JSON.parse(stdout.trimEnd().split('\n').at(-1)!) as { few: Measured }).few;
    }, 240_000);

    it('are called what they are, where a person would complain, and worse', () => {
      const missed = measured.rows.filter(({ complain, gross }) => complain < 1 || gross < 1);
      expect(missed).toEqual([]);
    });

    it('are called nothing where nothing is wrong: night, infrared, fog, snow, a white wall, rain, headlights', () => {
      const alarms = [...measured.rows, ...measured.firstDay].filter(({ falseAlarms }) => falseAlarms > 0);
      expect(alarms).toEqual([]);
      expect(measured.rows[0]?.well).toBe(30);
    });
  },
);
