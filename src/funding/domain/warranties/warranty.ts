import { DAY_MS } from '../../../kernel/instant.js';
import type { Day } from '../day.js';
import { daysBetween } from '../day.js';
import type { Purchase } from '../purchase.js';
import type { LineAccount, PurchaseAccount } from '../purchase-account.js';

/** Over so many days it is seen whether a camera has failed. */
export const WATCHED_DAYS = 30;

/** What a supplier answers for: one camera, or the units of a line that have none. */
export interface Warranty {
  /** Of a camera its id, else of the line. */
  readonly id: string;
  readonly purchaseId: string;
  readonly villageId: string;
  readonly supplier: string;
  readonly boughtOn: Day;
  readonly lineId: string;
  readonly what: string;
  readonly model: string | null;
  /** Null for units without a camera. */
  readonly cameraId: string | null;
  /** 1 for a camera. */
  readonly units: number;
  /** The last day of it. */
  readonly endsOn: Day;
  /** Days after today that it covers; below zero where it is over. */
  readonly daysLeft: number;
  readonly isOffline: boolean;
  /** Of the last {@link WATCHED_DAYS} days; maintenance, and what nobody looked at, aside. */
  readonly offlineMs: number;
  /** Offline for enough of these days, under warranty or not. */
  readonly hasFailed: boolean;
}

/** What warranties are weighed by. */
export interface WarrantyNow {
  readonly today: Day;
  readonly isOffline: (cameraId: string) => boolean;
  readonly offlineMsOf: (cameraId: string) => number;
  /** A camera has failed when it was offline for so many days altogether. */
  readonly failedOfflineDays: number;
}

/**
 * Of one purchase; lines without a warranty have none. A camera that is offline right now may be back in a minute, as all
 * of a village are after a power cut. What has failed is what was offline for days.
 */
export function warrantiesOf(
  purchase: Pick<Purchase, 'id' | 'villageId' | 'supplier' | 'boughtOn'>,
  { lines, cameras }: Pick<PurchaseAccount, 'lines' | 'cameras'>,
  now: WarrantyNow,
): readonly Warranty[] {
  return lines.flatMap((account) => {
    const { line, warrantyEndsOn, bought, installed } = account;
    if (warrantyEndsOn === null) return [];
    const head = headOf(purchase, account, warrantyEndsOn, now.today);
    const mine = cameras.filter(({ lineId }) => lineId === line.id);
    const tied = mine.map(({ cameraId }) => ({ ...head, ...cameraOf(cameraId, now) }));
    const missing = { ...head, id: line.id, cameraId: null, units: bought - installed, ...NOTHING_SEEN };
    return missing.units > 0 ? [...tied, missing] : tied;
  });
}

export function isRunning({ daysLeft }: Pick<Warranty, 'daysLeft'>): boolean {
  return daysLeft >= 0;
}

/** Those first that end first; then by purchase. */
export function compareWarranties(one: Warranty, other: Warranty): number {
  const [first, second] = [keyOf(one), keyOf(other)];
  return first < second ? -1 : Number(first > second);
}

/** Where it stands among all, as text that compares so. */
export function keyOf({ endsOn, purchaseId, id }: Warranty): string {
  return `${endsOn}.${purchaseId}.${id}`;
}

const NOTHING_SEEN = { isOffline: false, offlineMs: 0, hasFailed: false } as const;

function headOf(
  { id: purchaseId, villageId, supplier, boughtOn }: Parameters<typeof warrantiesOf>[0],
  { line: { id: lineId, what, model } }: LineAccount,
  endsOn: Day,
  today: Day,
) {
  const daysLeft = daysBetween(today, endsOn);
  return { purchaseId, villageId, supplier, boughtOn, lineId, what, model, endsOn, daysLeft };
}

function cameraOf(cameraId: string, { isOffline, offlineMsOf, failedOfflineDays }: WarrantyNow) {
  const offlineMs = offlineMsOf(cameraId);
  const hasFailed = offlineMs >= failedOfflineDays * DAY_MS;
  return { id: cameraId, cameraId, units: 1, isOffline: isOffline(cameraId), offlineMs, hasFailed };
}
