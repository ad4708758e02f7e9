import { Inject, Injectable } from '@nestjs/common';
import { DomainError } from '../../../kernel/domain-error.js';
import type { VillageSummary } from '../../../registry/index.js';
import { isWithin, type VillageBooks } from '../../domain/reports/books.js';
import { AwardFinder } from '../../store/award-finder.js';
import { BalanceStore } from '../../store/balance.store.js';
import { PurchaseFinder } from '../../store/purchase-finder.js';
import { Outcomes } from '../outcomes.js';

/** Calls that write money are over in milliseconds; whoever reads between two of them needs no second try. */
const TRIES = 5;

/** Reads the books of villages, all in a few questions. */
@Injectable()
export class ReportReader {
  constructor(
    @Inject(PurchaseFinder) private readonly purchases: PurchaseFinder,
    @Inject(AwardFinder) private readonly awards: AwardFinder,
    @Inject(BalanceStore) private readonly ledger: BalanceStore,
    @Inject(Outcomes) private readonly outcomes: Outcomes,
  ) {}

  /**
   * In the order of `villages`, with what became of the purchases of one year or, for null, of all. Read again where the
   * ledger moved meanwhile: what came in and what was spent are of one moment, though they are different questions.
   */
  async books(villages: readonly VillageSummary[], year: number | null): Promise<readonly VillageBooks[]> {
    for (let tries = 0; tries < TRIES; tries += 1) {
      const before = await this.ledger.count();
      const found = await this.read(villages, year);
      if ((await this.ledger.count()) === before) return found;
    }
    const message = 'Money is being entered all the time; ask for the report again in a moment.';
    throw new DomainError('unavailable', 'ledger-busy', message, [], { retryAfterS: 5 });
  }

  private async read(
    villages: readonly VillageSummary[],
    year: number | null,
  ): Promise<readonly VillageBooks[]> {
    const villageIds = villages.map(({ id }) => id);
    const purchases = await this.purchases.standing(villageIds);
    const awards = byVillage(await this.awards.standing(villageIds));
    const ofYear = purchases.filter(({ boughtOn }) => isWithin(boughtOn, year));
    const outcomes = await this.outcomes.of(ofYear, 'confirming-days');
    const purchasesOf = byVillage(purchases);
    const outcomesOf = byVillage(
      outcomes.map((outcome) => ({ ...outcome, villageId: outcome.purchase.villageId })),
    );
    return villages.map(({ id: villageId, name: village }) => ({
      villageId,
      village,
      awards: awards.get(villageId) ?? [],
      purchases: purchasesOf.get(villageId) ?? [],
      outcomes: outcomesOf.get(villageId) ?? [],
    }));
  }
}

function byVillage<T extends { readonly villageId: string }>(
  all: readonly T[],
): ReadonlyMap<string, readonly T[]> {
  const groups = new Map<string, T[]>();
  for (const one of all) {
    const group = groups.get(one.villageId) ?? [];
    group.push(one);
    groups.set(one.villageId, group);
  }
  return groups;
}
