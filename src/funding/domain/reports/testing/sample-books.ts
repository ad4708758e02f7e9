import { fen } from '../../../../kernel/money.js';
import type { Award } from '../../award.js';
import type { Purchase, PurchaseLine } from '../../purchase.js';
import { accountOf } from '../../purchase-account.js';
import { isWithin, type VillageBooks } from '../books.js';

export const VILLAGE = 'v';

export function award(id: string, amountFen: number, receivedOn: string): Award {
  return {
    id,
    villageId: VILLAGE,
    kind: 'collective',
    year: 2019,
    starLevel: null,
    documentNumber: null,
    receivedOn,
    amountFen: fen(amountFen),
    note: null,
    version: 1,
    isVoid: false,
    createdAt: 0,
    revision: 1,
  };
}

export function line(quantity: number, unitPriceFen: number, more: Partial<PurchaseLine> = {}): PurchaseLine {
  const said = { id: 'l', what: '枪机', model: null, isCamera: true, warrantyMonths: null };
  return { ...said, quantity, unitPriceFen: fen(unitPriceFen), ...more };
}

/** Pays for `lines` by amounts of sources. */
export function purchase(
  id: string,
  shares: Readonly<Record<string, number>>,
  more: Partial<Purchase> = {},
): Purchase {
  const amounts = Object.entries(shares).map(([awardId, amount]) => ({ awardId, amountFen: fen(amount) }));
  return {
    id,
    villageId: VILLAGE,
    version: 1,
    state: 'approved',
    boughtOn: '2020-05-01',
    supplier: '安通',
    contractNumber: null,
    invoiceNumber: null,
    note: null,
    lines: [
      line(
        1,
        amounts.reduce((sum, { amountFen }) => sum + amountFen, 0),
      ),
    ],
    shares: amounts,
    submittedBy: null,
    publicFrom: null,
    publicTo: null,
    reviewedOn: null,
    isImported: false,
    objections: 0,
    dueAt: null,
    reminders: 0,
    revision: 1,
    createdAt: 0,
    createdBy: '林',
    ...more,
  };
}

/** `cameras` are those tied to each purchase, `explained` those of which somebody said why, `days` with a picture. */
export function booksOf(
  year: number | null,
  awards: readonly Award[],
  purchases: readonly Purchase[],
  seen: {
    readonly cameras?: Readonly<Record<string, readonly string[]>>;
    readonly explained?: readonly string[];
    readonly days?: Readonly<Record<string, number>>;
  } = {},
): VillageBooks {
  const tied = (purchaseId: string) => seen.cameras?.[purchaseId] ?? [];
  const label = { what: '枪机', model: null, at: 0, by: '林' };
  const outcomes = purchases
    .filter(({ boughtOn }) => isWithin(boughtOn, year))
    .map((one) => {
      const cameras = tied(one.id).map((cameraId) => ({ ...label, cameraId, purchaseId: one.id }));
      const explanations = tied(one.id)
        .filter((cameraId) => seen.explained?.includes(cameraId))
        .map((cameraId) => ({
          ...label,
          id: cameraId,
          purchaseId: one.id,
          cameraId,
          units: 1,
          words: '雷击',
        }));
      const daysOf = new Map(Object.entries(seen.days ?? {}));
      return {
        purchase: one,
        account: accountOf(one, { cameras, explanations }, { daysOf, confirmDays: 7 }),
      };
    });
  return { villageId: VILLAGE, village: '上坡村', awards, purchases, outcomes };
}
