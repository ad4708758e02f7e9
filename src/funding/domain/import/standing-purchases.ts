import type { Purchase, PurchaseTerms, Share } from '../purchase.js';
import type { Day } from '../day.js';
import { plainWords } from './read-words.js';
import type { NewLine } from './read-line.js';

/** A purchase as rows say it. */
export interface SaidPurchase extends Omit<PurchaseTerms, 'lines' | 'boughtOn' | 'note'> {
  readonly villageId: string;
  /** Null where the rows do not say it themselves. */
  readonly boughtOn: Day | null;
  readonly lines: readonly NewLine[];
}

export type Known =
  /** It stands already. */
  | { readonly kind: 'same'; readonly purchase: Purchase }
  /** One of the same number and supplier stands, and says something else. */
  | { readonly kind: 'contrary'; readonly purchase: Purchase }
  | { readonly kind: 'new' };

/** Purchases that stand. Each is found once: two rows that say the same are two purchases. */
export class StandingPurchases {
  private readonly shelves = new Map<string, Purchase[]>();

  constructor(standing: readonly Purchase[]) {
    for (const purchase of standing) {
      const shelf = shelfOf(purchase);
      this.shelves.set(shelf, [...(this.shelves.get(shelf) ?? []), purchase]);
    }
  }

  find(said: SaidPurchase): Known {
    const shelf = this.shelves.get(shelfOf(said)) ?? [];
    const meant = shelf.filter((purchase) => isMeant(purchase, said));
    const same = meant.find((purchase) => saysSame(purchase, said));
    if (same !== undefined) {
      shelf.splice(shelf.indexOf(same), 1);
      return { kind: 'same', purchase: same };
    }
    const isNumbered = said.contractNumber !== null || said.invoiceNumber !== null;
    return isNumbered && meant.length > 0 ? { kind: 'contrary', purchase: meant[0]! } : { kind: 'new' };
  }
}

function shelfOf({ villageId, supplier }: Pick<SaidPurchase, 'villageId' | 'supplier'>): string {
  return `${villageId} ${plainWords(supplier)}`;
}

/** What rows leave blank may be anything. */
function isMeant(purchase: Purchase, said: SaidPurchase): boolean {
  return (
    fits(purchase.contractNumber, said.contractNumber) &&
    fits(purchase.invoiceNumber, said.invoiceNumber) &&
    (said.boughtOn === null || said.boughtOn === purchase.boughtOn)
  );
}

function fits(standing: string | null, said: string | null): boolean {
  return said === null || plainWords(standing ?? '') === plainWords(said);
}

function saysSame(purchase: Purchase, said: SaidPurchase): boolean {
  return (
    isSameSet(purchase.lines.map(lineKey), said.lines.map(lineKey)) &&
    isSameSet(purchase.shares.map(shareKey), said.shares.map(shareKey))
  );
}

const lineKey = ({ what, model, quantity, unitPriceFen }: NewLine): string =>
  JSON.stringify([what, model, quantity, unitPriceFen]);
const shareKey = ({ awardId, amountFen }: Share): string => `${awardId} ${amountFen}`;

function isSameSet(one: readonly string[], other: readonly string[]): boolean {
  return JSON.stringify(one.toSorted()) === JSON.stringify(other.toSorted());
}
