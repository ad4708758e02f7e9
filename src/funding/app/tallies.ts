import { Inject, Injectable } from '@nestjs/common';
import { type Purchase, totalOf } from '../domain/purchase.js';
import type { PurchaseAccount } from '../domain/purchase-account.js';
import { type Tally, tallyOf } from '../domain/tally.js';
import { Hand } from './hand.js';
import { Outcomes } from './outcomes.js';
import { Sightings } from './sightings.js';

export interface Tallied {
  readonly purchase: Purchase;
  readonly account: PurchaseAccount;
  readonly tally: Tally;
}

/** What became of many purchases, in numbers, as of now. */
@Injectable()
export class Tallies {
  constructor(
    @Inject(Outcomes) private readonly outcomes: Outcomes,
    @Inject(Sightings) private readonly sightings: Sightings,
    @Inject(Hand) private readonly hand: Hand,
  ) {}

  /** Of all that are not void, oldest first; null asks for all villages. */
  async of(villageIds: readonly string[] | null): Promise<readonly Tallied[]> {
    const outcomes = await this.outcomes.ofVillages(villageIds, 'all-days');
    const now = {
      today: this.hand.occasion().today,
      isOffline: (cameraId: string) => this.sightings.isOffline(cameraId),
    };
    return outcomes.map(({ purchase, account }) => {
      return { purchase, account, tally: tallyOf(account, totalOf(purchase.lines), now) };
    });
  }
}
