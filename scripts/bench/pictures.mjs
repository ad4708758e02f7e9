import { spawn } from 'node:child_process';
import { text } from 'node:stream/consumers';

const percent = (share) => `${(100 * share).toFixed(0)} %`;

/** What the picture checks find and miss, in two sets of photographs: those they were made with, and others. */
export async function pictures() {
  const args = ['--import', 'tsx', 'test/pictures/main.ts'];
  const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'] });
  const printed = (await text(child.stdout)).trimEnd().split('\n');
  const result = printed.pop();
  if (!result?.startsWith('{')) throw new Error('the pictures were not measured; see above');
  for (const mistake of printed) process.stdout.write(`${mistake}\n`);
  return Object.entries(JSON.parse(result)).flatMap(([set, { rows, firstDay }]) =>
    rows.map((row, index) => ({
      set,
      defect: row.defect,
      notice: percent(row.notice),
      complain: percent(row.complain),
      gross: percent(row.gross),
      'false alarms': `${row.falseAlarms} of ${row.well}`,
      'first day': percent(firstDay[index].complain),
      'first day, false': firstDay[index].falseAlarms,
    })),
  );
}
