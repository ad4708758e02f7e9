import type { Findings } from '../findings.js';
import { DOWN_AT_ONCE, MEMBERS, REFUSING, villageOf, ZONES } from './cast.js';
import { type Change, contradiction, type Stretch, timeIn, without } from './compare.js';
import type { Disturbance } from './disturbances.js';
import type { Ground } from './ground.js';
import { APART_BEATS, BEAT_S } from './plan.js';

const APART_MS = APART_BEATS * BEAT_S * 1_000;

/** A disturbance, and how long it had to do with whom. */
export interface Disturbed {
  readonly fromMs: number;
  /** All is right again but for the unproven. */
  readonly toMs: number;
  /** Cameras whose login is kept back, and until when. */
  readonly unproven: ReadonlySet<string>;
  readonly provenMs: number;
}

/** Camera by camera, second by second: outside of the disturbances both say the same, and of each village as much. */
export async function compareHistories(
  ground: Ground,
  whole: Stretch,
  disturbed: readonly Disturbed[],
  findings: Findings,
): Promise<void> {
  const quiet = (name: string | null): Stretch[] => without(whole, holesOf(name, disturbed));
  const quietMs = lengthOf(quiet(null));
  findings.note(
    `${seconds(lengthOf([whole]))} s in all, ${seconds(quietMs)} s of them without a disturbance or its end`,
  );
  const all = await Promise.all(MEMBERS.map(({ name }) => historiesOf(ground, name, whole[0])));
  findings.expect(
    'seconds called up by one and down by the other, in quiet',
    0,
    contradicted(all, quiet, whole[0], findings),
  );
  findings.expect('seconds unknown, in quiet', 0, secondsIn(all, 'unknown', quiet));
  findings.expect(
    'seconds impaired, at any time',
    0,
    secondsIn(all, 'impaired', () => [whole]),
  );
  sayWhen(all, 'impaired', whole, findings);
  await compareRatios(ground, (name) => 1 - lengthOf(quiet(name)) / lengthOf([whole]), findings);
}

/** What was seen while nobody heard it stands in the history as if it had been heard. */
export async function compareFilledIn(
  ground: Ground,
  { what, zones }: Pick<Disturbance, 'what' | 'zones'>,
  stretch: Stretch,
  findings: Findings,
): Promise<void> {
  const names = MEMBERS.filter(({ zone }) => zones.includes(zone)).map(({ name }) => name);
  const all = await Promise.all(names.map((name) => historiesOf(ground, name, stretch[0])));
  const unknown = Math.max(...all.map(({ found }) => timeIn(found, 'unknown', [stretch]))) / 1_000;
  findings.expectAtMost(`${what}: seconds unknown of any camera, afterwards`, APART_BEATS * BEAT_S, unknown);
  sayWhen(all, 'unknown', stretch, findings);
  const apart = contradicted(all, () => [stretch], stretch[0], findings);
  findings.expectAtMost(`${what}: seconds called up by one and down by the other`, 0, apart);
}

/** Seconds of all of them in these pieces; of whom and when is said, in seconds from `fromMs`. */
function contradicted(
  all: readonly Histories[],
  piecesOf: (name: string) => readonly Stretch[],
  fromMs: number,
  findings: Findings,
): number {
  let sumMs = 0;
  for (const { name, found, expected } of all)
    for (const piece of piecesOf(name)) {
      const apartMs = contradiction([found, expected], [piece], APART_MS);
      if (apartMs === 0) continue;
      sumMs += apartMs;
      const [begin, end] = piece.map((atMs) => seconds(atMs - fromMs));
      findings.note(`${name}: ${seconds(apartMs)} s otherwise than its twin, of ${begin}–${end} s`);
    }
  return Math.round(sumMs / 1_000);
}

function secondsIn(
  all: readonly Histories[],
  state: string,
  piecesOf: (name: string) => readonly Stretch[],
): number {
  return Math.round(
    all.reduce((ms, { name, found }) => ms + timeIn(found, state, piecesOf(name)), 0) / 1_000,
  );
}

/** Of each camera that was: from when to when, in seconds from the beginning of the stretch, and why. */
function sayWhen(
  all: readonly Histories[],
  state: string,
  [fromMs, toMs]: Stretch,
  findings: Findings,
): void {
  for (const { name, found } of all) {
    const times = found.flatMap((change, at) => {
      const endMs = Math.min(found[at + 1]?.atMs ?? toMs, toMs);
      if (change.state !== state || endMs <= fromMs || change.atMs >= toMs) return [];
      const [begin, end] = [change.atMs, endMs].map((atMs) => seconds(Math.max(0, atMs - fromMs)));
      return [`${begin}–${end} s${change.fault === undefined ? '' : ` (${change.fault})`}`];
    });
    if (times.length > 0) findings.note(`${state}: ${name} ${times.join(', ')}`);
  }
}

/** A disturbance may change a ratio by as much as the cameras that were down in it, for as long as it took. */
async function compareRatios(
  { disturbed, twin }: Ground,
  shareOf: (name: string | null) => number,
  findings: Findings,
): Promise<void> {
  const [found, expected] = [await disturbed.ratios(), await twin.ratios()];
  for (const zone of ZONES) {
    const village = villageOf(zone);
    const apart = Math.abs((found[village] ?? Number.NaN) - (expected[village] ?? Number.NaN));
    findings.note(`${village}: ${found[village]?.toFixed(4)}, its twin ${expected[village]?.toFixed(4)}`);
    const down = shareOf(null) * (DOWN_AT_ONCE - 1) + shareOf(REFUSING[zone]);
    const size = MEMBERS.filter((member) => member.zone === zone).length;
    findings.expectAtMost(`ratio of ${village}, apart from its twin`, down / size, apart);
  }
}

/** What both services say of one camera. */
interface Histories {
  readonly name: string;
  readonly found: readonly Change[];
  readonly expected: readonly Change[];
}

async function historiesOf({ disturbed, twin }: Ground, name: string, fromMs: number): Promise<Histories> {
  const [found, expected] = [await disturbed.changes(name, fromMs), await twin.changes(name, fromMs)];
  return { name, found, expected };
}

/** When it was disturbed; null stands for all whose login is not kept back. */
function holesOf(name: string | null, disturbed: readonly Disturbed[]): Stretch[] {
  return disturbed.map(({ fromMs, toMs, unproven, provenMs }) => [
    fromMs,
    name !== null && unproven.has(name) ? provenMs : toMs,
  ]);
}

function lengthOf(stretches: readonly Stretch[]): number {
  return stretches.reduce((sum, [from, to]) => sum + to - from, 0);
}

function seconds(ms: number): string {
  return String(Math.round(ms / 1_000));
}
