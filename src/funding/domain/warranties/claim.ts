import type { Day } from '../day.js';
import { isRunning, type Warranty } from './warranty.js';

/** What a village can ask of a supplier: cameras of one purchase that failed while their warranty runs. */
export interface Claim {
  readonly purchaseId: string;
  readonly villageId: string;
  readonly supplier: string;
  readonly boughtOn: Day;
  /** Cameras of the purchase whose warranty runs. */
  readonly covered: number;
  /** Of these, those that have failed; never none. */
  readonly failed: number;
  readonly cameraIds: readonly string[];
  /** The last day on which all of them are covered. */
  readonly claimBy: Day;
  readonly verdict: { readonly zh: string; readonly en: string };
}

/** One for each purchase with failed cameras under warranty, the most urgent first; `all` as {@link Warranty} sorts them. */
export function claimsOf(all: readonly Warranty[]): readonly Claim[] {
  const covered = new Map<string, Warranty[]>();
  for (const warranty of all) {
    if (warranty.cameraId === null || !isRunning(warranty)) continue;
    const mine = covered.get(warranty.purchaseId) ?? [];
    mine.push(warranty);
    covered.set(warranty.purchaseId, mine);
  }
  const claims = [...covered.values()].flatMap((mine) => claimOf(mine) ?? []);
  return claims.toSorted((one, other) =>
    one.claimBy < other.claimBy ? -1 : Number(one.claimBy > other.claimBy),
  );
}

function claimOf(covered: readonly Warranty[]): Claim | null {
  const failed = covered.filter(({ hasFailed }) => hasFailed);
  const [first] = failed;
  if (first === undefined) return null;
  const { purchaseId, villageId, supplier, boughtOn } = first;
  return {
    purchaseId,
    villageId,
    supplier,
    boughtOn,
    covered: covered.length,
    failed: failed.length,
    cameraIds: failed.map(({ id }) => id),
    claimBy: failed.map(({ endsOn }) => endsOn).toSorted()[0]!,
    verdict: {
      zh: `${covered.length} 台中有 ${failed.length} 台在质保期内故障：请联系${supplier}保修`,
      en: `${failed.length} of ${covered.length} failed within warranty: claim from ${supplier}`,
    },
  };
}
