import { Inject, Injectable } from '@nestjs/common';
import { type Explanation, refuseTying, type Ties } from '../domain/bought-camera.js';
import type { UnitLabel } from '../domain/placed.js';
import type { Purchase } from '../domain/purchase.js';
import { accountOf, refuseNeedless } from '../domain/purchase-account.js';
import { TieStore } from '../store/tie.store.js';
import { Hand } from './hand.js';
import { PurchaseDesk } from './purchase-desk.js';
import { notFound, refusal } from './refusals.js';

/** A camera, or so many units of a line that have none. */
export type Subject =
  | { readonly cameraId: string }
  | { readonly cameraId: null; readonly lineId: string; readonly units: number };

/** Nothing is looked up: whether a camera is confirmed has no part in what is missing. */
const NO_PROOF = { daysOf: new Map<string, number>(), confirmDays: 1 };

/** Takes down why a unit is not confirmed live. */
@Injectable()
export class ExplanationDesk {
  constructor(
    @Inject(TieStore) private readonly store: TieStore,
    @Inject(PurchaseDesk) private readonly purchases: PurchaseDesk,
    @Inject(Hand) private readonly hand: Hand,
  ) {}

  async explain(purchaseId: string, subject: Subject, words: string): Promise<Explanation> {
    await this.purchases.one(purchaseId);
    const explanation = await this.store.explain(purchaseId, (purchase, ties) => {
      refuseTying(purchase, this.hand.doer().role);
      const { at, by, nextId } = this.hand.mark(null);
      const label =
        subject.cameraId === null ? lineOf(purchase, ties, subject) : cameraOf(ties, subject.cameraId);
      const units = subject.cameraId === null ? subject.units : 1;
      const { cameraId } = subject;
      return { id: nextId(), purchaseId, cameraId, ...label, units, words, at, by };
    });
    if (explanation === null) throw notFound('purchase', purchaseId);
    return explanation;
  }
}

function cameraOf({ cameras }: Ties, cameraId: string): UnitLabel {
  const found = cameras.find((camera) => camera.cameraId === cameraId);
  if (found === undefined)
    throw refusal('cameraId', 'not-of-the-purchase', 'this camera is not tied to the purchase');
  return { what: found.what, model: found.model };
}

function lineOf(
  purchase: Purchase,
  ties: Ties,
  { lineId, units }: { readonly lineId: string; readonly units: number },
): UnitLabel {
  const account = accountOf(purchase, ties, NO_PROOF).lines.find(({ line }) => line.id === lineId);
  if (account === undefined) throw refusal('lineId', 'unknown-line', 'the purchase has no line with this id');
  refuseNeedless(account, units);
  return { what: account.line.what, model: account.line.model };
}
