import { DomainError } from '../../kernel/domain-error.js';
import type { Instant } from '../../kernel/instant.js';
import { placed, type UnitLabel } from './placed.js';
import type { Purchase, PurchaseLine } from './purchase.js';

/** An entry of the register that one purchase paid for. No other does. */
export interface BoughtCamera extends UnitLabel {
  readonly cameraId: string;
  readonly purchaseId: string;
  readonly at: Instant;
  readonly by: string;
}

/** Why units are not confirmed live. Explanations are added and never changed; the last one of a camera counts. */
export interface Explanation extends UnitLabel {
  readonly id: string;
  readonly purchaseId: string;
  /** Null for units that have no camera. */
  readonly cameraId: string | null;
  /** How many it speaks of; 1 for a camera. */
  readonly units: number;
  readonly words: string;
  readonly at: Instant;
  readonly by: string;
}

/** What became of the units of a purchase, as people say. */
export interface Ties {
  readonly cameras: readonly BoughtCamera[];
  readonly explanations: readonly Explanation[];
}

/** Which cameras are to be tied, and to which line; null for any that has room. */
export interface Asked {
  readonly lineId: string | null;
  readonly cameraIds: readonly string[];
}

/** Throws where the cameras of a purchase are no longer for `role` to say. */
export function refuseTying({ state }: Pick<Purchase, 'state'>, role: string): void {
  if (state === 'void')
    throw new DomainError('conflict', 'wrong-state', 'The purchase is void and pays for no cameras.');
  if (state !== 'closed' || role === 'admin') return;
  throw new DomainError(
    'forbidden',
    'not-allowed',
    `The purchase is closed; which cameras it paid for is for admin to say, and your role is ${role}.`,
  );
}

/** How many pieces of a line are to be cameras. */
export function unitsOf({ isCamera, quantity }: Pick<PurchaseLine, 'isCamera' | 'quantity'>): number {
  return isCamera ? quantity : 0;
}

/** Each line with the cameras that are its units: by name and model, and what fits no line any more where there is room. */
export function camerasByLine(
  lines: readonly PurchaseLine[],
  cameras: readonly BoughtCamera[],
): readonly (readonly BoughtCamera[])[] {
  const rooms = lines.map((line) => ({ ...line, room: unitsOf(line) }));
  const lineOf = placed(rooms, cameras);
  return lines.map((_line, index) => cameras.filter((_camera, place) => lineOf[place] === index));
}

/**
 * The lines that new cameras are units of, in their order. Throws `too-many-cameras` where a line, or the purchase as a
 * whole, has fewer units left than are asked for, and `unknown-line` for a line that is not there.
 */
export function linesFor(
  lines: readonly PurchaseLine[],
  tied: readonly BoughtCamera[],
  { lineId, cameraIds }: Asked,
): readonly UnitLabel[] {
  const byLine = camerasByLine(lines, tied);
  const free = lines
    .map((line, index) => ({ line, left: unitsOf(line) - byLine[index]!.length }))
    .filter(({ line }) => lineId === null || line.id === lineId);
  if (lineId !== null && free.length === 0)
    throw new DomainError('unprocessable', 'unknown-line', 'lineId: the purchase has no line with this id', [
      { path: 'lineId', message: 'the purchase has no line with this id' },
    ]);
  const labels = free.flatMap(({ line, left }) =>
    Array.from({ length: Math.min(left, cameraIds.length) }, () => line),
  );
  if (labels.length >= cameraIds.length) return labels.slice(0, cameraIds.length);
  throw new DomainError(
    'conflict',
    'too-many-cameras',
    `${labels.length} units are left without a camera, and ${cameraIds.length} cameras are named; leave some out, or correct the purchase first.`,
  );
}

/** Throws `cameras-tied` where a purchase that says `lines` would have fewer units than cameras are tied to it. */
export function refuseFewerUnits(lines: readonly PurchaseLine[], tied: number): void {
  const units = lines.reduce((sum, line) => sum + unitsOf(line), 0);
  if (units >= tied) return;
  throw new DomainError(
    'conflict',
    'cameras-tied',
    `It would have ${units} units, and ${tied} cameras are tied to it; untie ${tied - units} of them first.`,
    [{ path: 'purchase.lines', message: `must have at least ${tied} units that are cameras` }],
  );
}
