import { Inject, Injectable } from '@nestjs/common';
import type { Purchase } from '../domain/purchase.js';
import { accountOf, refuseUnconfirmed } from '../domain/purchase-account.js';
import { TieStore } from '../store/tie.store.js';
import { Proofs } from './proofs.js';
import { PurchaseDesk } from './purchase-desk.js';
import { PurchasePen } from './purchase-pen.js';
import type { Expected } from './refusals.js';

/** 验收: a purchase is closed once each unit is confirmed live, or it is said why not. */
@Injectable()
export class Acceptance {
  constructor(
    @Inject(PurchasePen) private readonly pen: PurchasePen,
    @Inject(PurchaseDesk) private readonly desk: PurchaseDesk,
    @Inject(TieStore) private readonly ties: TieStore,
    @Inject(Proofs) private readonly proofs: Proofs,
  ) {}

  async close(id: string, answer: string | null, expected: Expected): Promise<Purchase> {
    const { boughtOn } = await this.desk.one(id);
    const { cameras } = await this.ties.of(id);
    // Of a camera that is tied a moment later nothing is proved.
    const proof = await this.proofs.of(cameras, boughtOn);
    return this.pen.close(id, answer, {
      expected,
      refuse: (purchase, ties) => refuseUnconfirmed(accountOf(purchase, ties, proof)),
    });
  }
}
