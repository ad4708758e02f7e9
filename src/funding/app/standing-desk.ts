import { Inject, Injectable } from '@nestjs/common';
import type { CameraState } from '../../kernel/camera-state.js';
import type { Fen } from '../../kernel/money.js';
import type { Day } from '../domain/day.js';
import { type Purchase, totalOf } from '../domain/purchase.js';
import {
  accountOf,
  type CameraUnit,
  costPerPictureDay,
  type PurchaseAccount,
} from '../domain/purchase-account.js';
import { TieStore } from '../store/tie.store.js';
import { Hand } from './hand.js';
import { Proofs } from './proofs.js';
import { PurchaseDesk } from './purchase-desk.js';
import { Sightings } from './sightings.js';

/** A unit with what its camera does now; the name is null where the camera went to a village of others. */
export interface UnitNow extends CameraUnit {
  readonly name: string | null;
  readonly state: CameraState;
}

/** What became of a purchase until now. */
export interface PurchaseReport extends Omit<PurchaseAccount, 'cameras'> {
  readonly purchase: Purchase;
  readonly cameras: readonly UnitNow[];
  readonly today: Day;
  readonly confirmDays: number;
  /** Of the installed ones. */
  readonly offline: number;
  /** When it was closed; null while it is not. */
  readonly acceptedOn: Day | null;
  /** 在线率 of its cameras from the beginning of that day, 0…1; null where nothing was looked at. */
  readonly uptimeRatio: number | null;
  readonly pictureDays: number;
  readonly costFen: Fen;
  /** Of the whole purchase, over the days with a picture of all its cameras; null without one. */
  readonly costPerPictureDayFen: Fen | null;
}

/** Tells what became of purchases, as of now. */
@Injectable()
export class StandingDesk {
  constructor(
    @Inject(PurchaseDesk) private readonly purchases: PurchaseDesk,
    @Inject(TieStore) private readonly ties: TieStore,
    @Inject(Proofs) private readonly proofs: Proofs,
    @Inject(Sightings) private readonly sightings: Sightings,
    @Inject(Hand) private readonly hand: Hand,
  ) {}

  async of(purchaseId: string): Promise<PurchaseReport> {
    const purchase = await this.purchases.one(purchaseId);
    const ties = await this.ties.of(purchaseId);
    const proof = await this.proofs.of(ties.cameras, purchase.boughtOn);
    const account = accountOf(purchase, ties, proof);
    const cameras = account.cameras.map((unit) => ({ ...unit, ...this.sightings.now(unit.cameraId) }));
    const pictureDays = cameras.reduce((sum, unit) => sum + unit.pictureDays, 0);
    const costFen = totalOf(purchase.lines);
    const acceptedOn = await this.acceptedOn(purchase);
    return {
      ...account,
      purchase,
      cameras,
      today: this.hand.occasion().today,
      confirmDays: proof.confirmDays,
      offline: cameras.filter(({ state }) => state === 'offline').length,
      acceptedOn,
      uptimeRatio: acceptedOn === null ? null : await this.sightings.ratioSince(acceptedOn, ties.cameras),
      pictureDays,
      costFen,
      costPerPictureDayFen: costPerPictureDay(costFen, pictureDays),
    };
  }

  private async acceptedOn({ id, state }: Purchase): Promise<Day | null> {
    if (state !== 'closed') return null;
    const closed = (await this.purchases.steps(id)).findLast(({ action }) => action === 'close');
    return closed === undefined ? null : this.hand.dayOf(closed.at);
  }
}
