import { Inject, Injectable } from '@nestjs/common';
import { compareFailures, NO_TALLY, type Tally, together } from '../domain/tally.js';
import { Tallies, type Tallied } from './tallies.js';
import { Villages } from './villages.js';

export interface SupplierAccount {
  readonly supplier: string;
  readonly tally: Tally;
  /** That the tally is the sum of, oldest first. */
  readonly purchases: readonly Tallied[];
}

/** Compares suppliers by what became of what they sold, as far as it exists for whoever acts. */
@Injectable()
export class SupplierDesk {
  constructor(
    @Inject(Tallies) private readonly tallies: Tallies,
    @Inject(Villages) private readonly villages: Villages,
  ) {}

  /** Those first of which the greatest share is offline; then by name. */
  async all(villageId: string | null): Promise<readonly SupplierAccount[]> {
    const sold = new Map<string, Tallied[]>();
    for (const tallied of await this.tallies.of(this.villages.narrow(villageId))) {
      const { supplier } = tallied.purchase;
      sold.set(supplier, [...(sold.get(supplier) ?? []), tallied]);
    }
    const accounts = [...sold].map(([supplier, purchases]) => ({
      supplier,
      tally: purchases.map(({ tally }) => tally).reduce(together, NO_TALLY),
      purchases,
    }));
    return accounts.toSorted(
      (one, other) => compareFailures(one.tally, other.tally) || (one.supplier < other.supplier ? -1 : 1),
    );
  }
}
