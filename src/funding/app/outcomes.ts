import { Inject, Injectable } from '@nestjs/common';
import type { Ties } from '../domain/bought-camera.js';
import type { Day } from '../domain/day.js';
import type { Purchase } from '../domain/purchase.js';
import { accountOf } from '../domain/purchase-account.js';
import type { Outcome } from '../domain/reports/books.js';
import { PurchaseFinder } from '../store/purchase-finder.js';
import { TieStore } from '../store/tie.store.js';
import { Proofs } from './proofs.js';

/** Whether all days with a picture are counted, or of each camera only as many as confirm it. */
type Counted = 'all-days' | 'confirming-days';

const NO_TIES: Ties = { cameras: [], explanations: [] };

/** What became of many purchases, in a few questions whatever their days. */
@Injectable()
export class Outcomes {
  constructor(
    @Inject(PurchaseFinder) private readonly purchases: PurchaseFinder,
    @Inject(TieStore) private readonly ties: TieStore,
    @Inject(Proofs) private readonly proofs: Proofs,
  ) {}

  /** Of all that are not void, oldest first; null asks for all villages. */
  async ofVillages(villageIds: readonly string[] | null, counted: Counted): Promise<readonly Outcome[]> {
    return this.of(await this.purchases.standing(villageIds), counted);
  }

  /** In the order of `purchases`. */
  async of(purchases: readonly Purchase[], counted: Counted): Promise<readonly Outcome[]> {
    const tiesOf = await this.ties.ofMany(purchases.map(({ id }) => id));
    const since = new Map<string, Day>();
    for (const { id, boughtOn } of purchases)
      for (const { cameraId } of tiesOf.get(id)?.cameras ?? []) since.set(cameraId, boughtOn);
    const proof = await (counted === 'all-days' ? this.proofs.since(since) : this.proofs.confirming(since));
    return purchases.map((purchase) => {
      return { purchase, account: accountOf(purchase, tiesOf.get(purchase.id) ?? NO_TIES, proof) };
    });
  }
}
