import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';

const TICK_MS = 1_000 / Number(execFileSync('getconf', ['CLK_TCK'], { encoding: 'utf8' }));

/** User and system time of a process without its children, milliseconds. */
export function cpuMsOf(pid) {
  return ticksOf(pid, 2) * TICK_MS;
}

/** With its children, theirs, and those that ended and were waited for, milliseconds. */
export function cpuMsOfTree(pid) {
  return treeOf(pid).reduce((sum, each) => sum + ticksOf(each, 4), 0) * TICK_MS;
}

export function residentMbOfTree(pid) {
  return treeOf(pid).reduce((sum, each) => sum + residentMbOf(each), 0);
}

function treeOf(pid) {
  return [pid, ...childrenOf(pid).flatMap(treeOf)];
}

/** User, system, and both of children that were waited for: the first so many of them. */
function ticksOf(pid, count) {
  const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1].split(' ');
  return fields.slice(11, 11 + count).reduce((sum, ticks) => sum + Number(ticks), 0);
}

export function childrenOf(pid) {
  return readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8').split(' ').filter(Boolean).map(Number);
}

export function residentMbOf(pid) {
  return Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))[1]) / 1_024;
}

/** Median, least and most. */
export function spread(values, digits = 2) {
  const sorted = values.toSorted((a, b) => a - b);
  const round = (value) => Number(value.toFixed(digits));
  return {
    median: round(sorted[Math.floor(sorted.length / 2)]),
    min: round(sorted[0]),
    max: round(sorted.at(-1)),
    runs: sorted.length,
  };
}

export function percentile(values, share) {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))];
}

export const pause = (ms) => new Promise((resolve) => setTimeout(resolve, ms));

/** Measures each of them in turn, `times` times after a first one that warms them: what was found, by subject. */
export async function inTurns(subjects, times, measureOne) {
  for (const subject of subjects) await measureOne(subject);
  const found = subjects.map(() => []);
  for (let turn = 0; turn < times; turn += 1)
    for (const [index, subject] of subjects.entries()) found[index].push(await measureOne(subject));
  return found;
}

/** Rows of a table, `words` by key: of each size a list of what was found. */
export function sides(sizes, words, found) {
  return Object.entries(words).map(([key, what]) =>
    side(
      sizes,
      what,
      found.map((of) => spread(of.map((one) => one[key]))),
    ),
  );
}

/** What was found for two sizes beside each other: each a median with the least and the most. */
function side([small, large], what, [few, many]) {
  return { what, [small]: shown(few), [large]: shown(many), ratio: ratio(many.median, few.median) };
}

function shown({ median, min, max }) {
  return `${median} (${min}–${max})`;
}

export function ratio(one, other) {
  return Number((one / other).toFixed(2));
}
