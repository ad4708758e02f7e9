import { DomainError } from '../../kernel/domain-error.js';
import { type Fen, split } from '../../kernel/money.js';
import { type BoughtCamera, camerasByLine, type Explanation, type Ties, unitsOf } from './bought-camera.js';
import { type Day, plusMonths } from './day.js';
import { placed } from './placed.js';
import type { Purchase, PurchaseLine } from './purchase.js';

/** A unit that has a camera. */
export interface CameraUnit extends BoughtCamera {
  readonly lineId: string;
  /** Days with a decoded frame since the purchase. */
  readonly pictureDays: number;
  readonly isConfirmed: boolean;
  /** Why it is not confirmed, as somebody said last; null where nobody did. */
  readonly words: string | null;
}

export interface LineAccount {
  readonly line: PurchaseLine;
  /** Units that are to be cameras. */
  readonly bought: number;
  readonly installed: number;
  readonly confirmed: number;
  /** Of those without a camera, how many are explained. */
  readonly explainedMissing: number;
  /** The last day of it; null where the line has none. */
  readonly warrantyEndsOn: Day | null;
}

/** What became of what was bought. */
export interface PurchaseAccount {
  readonly lines: readonly LineAccount[];
  readonly cameras: readonly CameraUnit[];
  readonly bought: number;
  /** With a camera of the register. */
  readonly installed: number;
  /** Of these, with a picture on enough days. */
  readonly confirmed: number;
  /** Not confirmed, and explained: with a camera or without. */
  readonly explained: number;
  /** Neither. */
  readonly open: number;
}

export interface Proof {
  /** Days with a picture since the purchase, by camera; 0 for one that is not in it. */
  readonly daysOf: ReadonlyMap<string, number>;
  /** So many make a camera confirmed live. */
  readonly confirmDays: number;
}

export function accountOf(
  { boughtOn, lines }: Pick<Purchase, 'boughtOn' | 'lines'>,
  { cameras, explanations }: Ties,
  { daysOf, confirmDays }: Proof,
): PurchaseAccount {
  const wordsOf = new Map(explanations.map(({ cameraId, words }) => [cameraId, words]));
  const byLine = camerasByLine(lines, cameras);
  const units = lines.flatMap(({ id: lineId }, index) =>
    byLine[index]!.map((camera): CameraUnit => {
      const pictureDays = daysOf.get(camera.cameraId) ?? 0;
      const words = wordsOf.get(camera.cameraId) ?? null;
      return { ...camera, lineId, pictureDays, isConfirmed: pictureDays >= confirmDays, words };
    }),
  );
  const missing = lines.map((line, index) => unitsOf(line) - byLine[index]!.length);
  const explainedMissing = spread(lines, missing, explanations);
  const lineAccounts = lines.map((line, index) => ({
    line,
    bought: unitsOf(line),
    installed: byLine[index]!.length,
    confirmed: units.filter(({ lineId, isConfirmed }) => lineId === line.id && isConfirmed).length,
    explainedMissing: explainedMissing[index]!,
    warrantyEndsOn: line.warrantyMonths === null ? null : plusMonths(boughtOn, line.warrantyMonths),
  }));
  return { lines: lineAccounts, cameras: units, ...counted(lineAccounts, units) };
}

/** Throws `not-confirmed-live` while a unit is neither confirmed live nor explained. */
export function refuseUnconfirmed({ open, bought, confirmed, explained }: PurchaseAccount): void {
  if (open === 0) return;
  throw new DomainError(
    'conflict',
    'not-confirmed-live',
    `Of ${bought} units ${confirmed} are confirmed live and ${explained} explained; tie cameras to the other ${open}, wait for their pictures, or explain them.`,
  );
}

/** Throws `nothing-to-explain` where fewer units of a line than `units` are missing and unexplained. */
export function refuseNeedless(
  { line, bought, installed, explainedMissing }: LineAccount,
  units: number,
): void {
  const left = bought - installed - explainedMissing;
  if (units <= left) return;
  const message = `must be at most ${left}: so many of ${line.what} have no camera and no explanation`;
  throw new DomainError('unprocessable', 'nothing-to-explain', `units: ${message}`, [
    { path: 'units', message },
  ]);
}

/**
 * What one day of one camera's picture has cost so far, rounded to the fen, half a fen up; null without such a day.
 * Worked value: 100.00 yuan over 3 days is 33.33.
 */
export function costPerPictureDay(cost: Fen, days: number): Fen | null {
  return days === 0 ? null : split(cost, [1, days - 1])[0]!;
}

function counted(lines: readonly LineAccount[], units: readonly CameraUnit[]) {
  const sum = (of: (line: LineAccount) => number) => lines.reduce((sofar, line) => sofar + of(line), 0);
  const [bought, confirmed] = [sum((line) => line.bought), sum((line) => line.confirmed)];
  const explained =
    sum((line) => line.explainedMissing) +
    units.filter(({ isConfirmed, words }) => !isConfirmed && words !== null).length;
  return { bought, installed: units.length, confirmed, explained, open: bought - confirmed - explained };
}

function spread(
  lines: readonly PurchaseLine[],
  missing: readonly number[],
  explanations: readonly Explanation[],
): readonly number[] {
  const rooms = lines.map((line, index) => ({ ...line, room: missing[index]! }));
  const labels = explanations
    .filter(({ cameraId }) => cameraId === null)
    .flatMap((explanation) => Array.from({ length: explanation.units }, () => explanation));
  const lineOf = placed(rooms, labels);
  return lines.map((_line, index) => lineOf.filter((place) => place === index).length);
}
