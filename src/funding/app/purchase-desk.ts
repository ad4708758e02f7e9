import { Inject, Injectable } from '@nestjs/common';
import { Clock } from '../../platform/clock/clock.js';
import type { LedgerEntry } from '../domain/entry.js';
import type { Purchase } from '../domain/purchase.js';
import type { PurchaseStep } from '../domain/step.js';
import type { Page, PageBounds } from '../store/page.js';
import { PurchaseFinder, type PurchaseQuestion } from '../store/purchase-finder.js';
import { PurchaseStore } from '../store/purchase.store.js';
import { notFound } from './refusals.js';
import { Villages } from './villages.js';

export interface PurchaseFilter extends Pick<PurchaseQuestion, 'state' | 'awardId'> {
  readonly villageId: string | null;
  readonly isOverdue: boolean;
}

/** Purchases as they exist for whoever acts. */
@Injectable()
export class PurchaseDesk {
  constructor(
    @Inject(PurchaseStore) private readonly store: PurchaseStore,
    @Inject(PurchaseFinder) private readonly finder: PurchaseFinder,
    @Inject(Villages) private readonly villages: Villages,
    @Inject(Clock) private readonly clock: Clock,
  ) {}

  list({ villageId, isOverdue, ...asked }: PurchaseFilter, bounds: PageBounds): Promise<Page<Purchase>> {
    const villageIds = this.villages.narrow(villageId);
    return this.finder.page({ ...asked, villageIds, dueBefore: isOverdue ? this.clock.now() : null }, bounds);
  }

  /** Refuses, for a new purchase, a village that is not there. */
  expectVillage(villageId: string): Promise<void> {
    return this.villages.expectNamed(villageId);
  }

  async one(id: string): Promise<Purchase> {
    const found = await this.store.find(id);
    if (found === null || !this.villages.allows(found.villageId)) throw notFound('purchase', id);
    return found;
  }

  async steps(id: string): Promise<readonly PurchaseStep[]> {
    await this.one(id);
    return this.store.steps(id);
  }

  async versions(id: string) {
    await this.one(id);
    return this.store.versions(id);
  }

  /** Every row of the ledger that it made, oldest first. */
  async rows(id: string): Promise<readonly LedgerEntry[]> {
    await this.one(id);
    return this.store.entries(id);
  }
}
