import { Inject, Injectable } from '@nestjs/common';
import type { BoughtCamera, Ties } from '../domain/bought-camera.js';
import type { Day } from '../domain/day.js';
import { type Purchase, totalOf } from '../domain/purchase.js';
import { accountOf, type PurchaseAccount } from '../domain/purchase-account.js';
import { type Tally, tallyOf } from '../domain/tally.js';
import { PurchaseFinder } from '../store/purchase-finder.js';
import { TieStore } from '../store/tie.store.js';
import { Hand } from './hand.js';
import { Proofs } from './proofs.js';
import { Sightings } from './sightings.js';

export interface Tallied {
  readonly purchase: Purchase;
  readonly account: PurchaseAccount;
  readonly tally: Tally;
}

const NO_TIES: Ties = { cameras: [], explanations: [] };

/** What became of many purchases, as of now. */
@Injectable()
export class Tallies {
  constructor(
    @Inject(PurchaseFinder) private readonly purchases: PurchaseFinder,
    @Inject(TieStore) private readonly ties: TieStore,
    @Inject(Proofs) private readonly proofs: Proofs,
    @Inject(Sightings) private readonly sightings: Sightings,
    @Inject(Hand) private readonly hand: Hand,
  ) {}

  /** Of all that are not void, oldest first; null asks for all villages. */
  async of(villageIds: readonly string[] | null): Promise<readonly Tallied[]> {
    return this.ofThese(await this.purchases.standing(villageIds));
  }

  /** In their order. */
  async ofThese(purchases: readonly Purchase[]): Promise<readonly Tallied[]> {
    const tiesOf = await this.ties.ofMany(purchases.map(({ id }) => id));
    const tied = purchases.map((purchase) => ({ purchase, ties: tiesOf.get(purchase.id) ?? NO_TIES }));
    const proofOf = await this.proofsByDay(tied);
    const now = {
      today: this.hand.occasion().today,
      isOffline: (cameraId: string) => this.sightings.isOffline(cameraId),
    };
    return tied.map(({ purchase, ties }) => {
      const account = accountOf(purchase, ties, proofOf.get(purchase.boughtOn)!);
      return { purchase, account, tally: tallyOf(account, totalOf(purchase.lines), now) };
    });
  }

  /** One question for all that was bought on the same day. */
  private async proofsByDay(tied: readonly { purchase: Purchase; ties: Ties }[]) {
    const camerasOn = new Map<Day, BoughtCamera[]>();
    for (const { purchase, ties } of tied)
      camerasOn.set(purchase.boughtOn, [...(camerasOn.get(purchase.boughtOn) ?? []), ...ties.cameras]);
    const proofs = new Map<Day, Awaited<ReturnType<Proofs['of']>>>();
    for (const [day, cameras] of camerasOn) proofs.set(day, await this.proofs.of(cameras, day));
    return proofs;
  }
}
