import { type Fen, NO_MONEY, plus } from '../../kernel/money.js';
import type { Day } from './day.js';
import type { PurchaseAccount } from './purchase-account.js';

/** What became of one purchase, or of several together, in numbers. */
export interface Tally {
  readonly purchases: number;
  readonly bought: number;
  readonly installed: number;
  readonly confirmed: number;
  readonly explained: number;
  readonly open: number;
  /** Installed, and without a picture now. */
  readonly offline: number;
  /** Of these, those that their warranty still covers: the supplier's to mend. */
  readonly offlineInWarranty: number;
  readonly pictureDays: number;
  readonly costFen: Fen;
}

export const NO_TALLY: Tally = {
  purchases: 0,
  bought: 0,
  installed: 0,
  confirmed: 0,
  explained: 0,
  open: 0,
  offline: 0,
  offlineInWarranty: 0,
  pictureDays: 0,
  costFen: NO_MONEY,
};

export interface Now {
  readonly today: Day;
  readonly isOffline: (cameraId: string) => boolean;
}

export function tallyOf(
  { lines, cameras, bought, installed, confirmed, explained, open }: PurchaseAccount,
  costFen: Fen,
  { today, isOffline }: Now,
): Tally {
  const endOf = new Map(lines.map(({ line, warrantyEndsOn }) => [line.id, warrantyEndsOn]));
  const offline = cameras.filter(({ cameraId }) => isOffline(cameraId));
  return {
    purchases: 1,
    bought,
    installed,
    confirmed,
    explained,
    open,
    offline: offline.length,
    offlineInWarranty: offline.filter(({ lineId }) => today <= (endOf.get(lineId) ?? '')).length,
    pictureDays: cameras.reduce((sum, { pictureDays }) => sum + pictureDays, 0),
    costFen,
  };
}

export function together(one: Tally, other: Tally): Tally {
  return {
    purchases: one.purchases + other.purchases,
    bought: one.bought + other.bought,
    installed: one.installed + other.installed,
    confirmed: one.confirmed + other.confirmed,
    explained: one.explained + other.explained,
    open: one.open + other.open,
    offline: one.offline + other.offline,
    offlineInWarranty: one.offlineInWarranty + other.offlineInWarranty,
    pictureDays: one.pictureDays + other.pictureDays,
    costFen: plus(one.costFen, other.costFen),
  };
}

/** Negative where more of the installed ones are offline of `one`; none installed is none offline. */
export function compareFailures(one: Tally, other: Tally): number {
  return other.offline * Math.max(1, one.installed) - one.offline * Math.max(1, other.installed);
}
