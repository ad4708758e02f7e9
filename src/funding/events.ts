import type { PurchaseState } from './domain/purchase.js';

/** Something was done to a purchase, and is committed; a repeated call says it again. */
export class PurchaseChanged {
  constructor(
    readonly purchaseId: string,
    readonly villageId: string,
    readonly state: PurchaseState,
  ) {}
}
