import { times } from '../../../kernel/money.js';
import { type Award, awardName } from '../award.js';
import type { LineAccount } from '../purchase-account.js';
import { costOf, type IsOffline, type Outcome } from './books.js';
import type { SpendingLine, SpendingRow } from './fund-report.js';

/** `awards` has all of its sources. */
export function spendingRow(
  { purchase, account }: Outcome,
  awards: ReadonlyMap<string, Award>,
  isOffline: IsOffline,
): SpendingRow {
  const { id: purchaseId, state, boughtOn, supplier, contractNumber, invoiceNumber } = purchase;
  const { bought, installed, confirmed, explained } = account;
  return {
    purchaseId,
    state,
    boughtOn,
    supplier,
    contractNumber,
    invoiceNumber,
    lines: account.lines.map(lineOf),
    amountFen: costOf(purchase),
    sources: purchase.shares.map(({ awardId, amountFen }) => ({
      awardId,
      name: awardName(awards.get(awardId)!),
      amountFen,
    })),
    publicFrom: purchase.publicFrom,
    publicTo: purchase.publicTo,
    reviewedOn: purchase.reviewedOn,
    bought,
    installed,
    confirmed,
    explained,
    offline: account.cameras.filter(({ cameraId }) => isOffline(cameraId)).length,
  };
}

function lineOf({ line, installed, confirmed }: LineAccount): SpendingLine {
  const { what, model, quantity, unitPriceFen, isCamera } = line;
  const amountFen = times(unitPriceFen, quantity);
  return { what, model, quantity, unitPriceFen, amountFen, isCamera, installed, confirmed };
}
