import { Inject, Injectable } from '@nestjs/common';
import { Notices } from '../../notify/index.js';
import { type Draft, purchaseNotice } from '../domain/notices.js';
import { PurchaseStore } from '../store/purchase.store.js';

/** Tells of steps that wait for it: a step and its waiting are one transaction, so a crash loses none. */
@Injectable()
export class PurchaseTeller {
  constructor(
    @Inject(PurchaseStore) private readonly store: PurchaseStore,
    @Inject(Notices) private readonly notices: Notices,
  ) {}

  async round(): Promise<void> {
    const steps = await this.store.untold();
    if (steps.length === 0) return;
    const drafts: Draft[] = [];
    for (const step of steps) {
      const purchase = await this.store.find(step.purchaseId);
      const draft = purchase === null ? null : purchaseNotice(purchase, step);
      if (draft !== null) drafts.push(draft);
    }
    if (drafts.length > 0) await this.notices.post(drafts);
    await this.store.areTold(steps.map(({ id }) => id));
  }
}
