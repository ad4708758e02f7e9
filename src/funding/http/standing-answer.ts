import { toIso } from '../../kernel/instant.js';
import { formatYuan } from '../../kernel/money.js';
import type { PurchaseReport, UnitNow } from '../app/standing-desk.js';
import type { LineAccount } from '../domain/purchase-account.js';

export function standingAnswer(report: PurchaseReport) {
  const { purchase, costPerPictureDayFen, costFen, lines, cameras, today, ...sums } = report;
  return {
    purchaseId: purchase.id,
    villageId: purchase.villageId,
    state: purchase.state,
    boughtOn: purchase.boughtOn,
    supplier: purchase.supplier,
    ...sums,
    costFen,
    costYuan: formatYuan(costFen),
    costPerPictureDayFen,
    costPerPictureDayYuan: costPerPictureDayFen === null ? null : formatYuan(costPerPictureDayFen),
    lines: lines.map((line) => lineAnswer(line, today)),
    cameras: cameras.map((unit) => unitAnswer(unit)),
  };
}

function lineAnswer({ line, warrantyEndsOn, ...account }: LineAccount, today: string) {
  const { id: lineId, what, model, quantity } = line;
  const isWithinWarranty = warrantyEndsOn === null ? null : today <= warrantyEndsOn;
  return { lineId, what, model, quantity, ...account, warrantyEndsOn, isWithinWarranty };
}

function unitAnswer({ purchaseId: _purchaseId, words, at, by, ...unit }: UnitNow) {
  return { ...unit, explanation: words, tiedAt: toIso(at), tiedBy: by };
}
