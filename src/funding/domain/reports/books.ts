import type { Fen } from '../../../kernel/money.js';
import type { Award } from '../award.js';
import type { Day } from '../day.js';
import { type Purchase, totalOf } from '../purchase.js';
import type { PurchaseAccount } from '../purchase-account.js';

/** What a report of one village is made of: its awards and purchases as they say now, those that are void aside. */
export interface VillageBooks {
  readonly villageId: string;
  readonly village: string;
  readonly awards: readonly Award[];
  /** Of all years, for what is carried over. */
  readonly purchases: readonly Purchase[];
  /** What became of those of the report's year. */
  readonly outcomes: readonly Outcome[];
}

export interface Outcome {
  readonly purchase: Purchase;
  readonly account: PurchaseAccount;
}

/** Whether a camera is offline as of the report. */
export type IsOffline = (cameraId: string) => boolean;

/** How a day stands to a calendar year of the town; every day is within all years, which is null. */
export type Period = 'before' | 'within' | 'after';

export function periodOf(day: Day, year: number | null): Period {
  const its = Number(day.slice(0, 4));
  if (year === null || its === year) return 'within';
  return its < year ? 'before' : 'after';
}

export function isWithin(day: Day, year: number | null): boolean {
  return periodOf(day, year) === 'within';
}

/** Whether the town has approved what it is spent for; else the money is set aside. */
export function isSpent({ state }: Pick<Purchase, 'state'>): boolean {
  return state === 'approved' || state === 'publicised' || state === 'closed';
}

/** Without what became of purchases that the town has not approved. Their money is set aside all the same. */
export function approvedAlone(books: VillageBooks): VillageBooks {
  return { ...books, outcomes: books.outcomes.filter(({ purchase }) => isSpent(purchase)) };
}

export function costOf({ lines }: Pick<Purchase, 'lines'>): Fen {
  return totalOf(lines);
}

/** Cameras that the year's purchases became. */
export function camerasOf({ outcomes }: Pick<VillageBooks, 'outcomes'>): readonly string[] {
  return outcomes.flatMap(({ account }) => account.cameras.map(({ cameraId }) => cameraId));
}
