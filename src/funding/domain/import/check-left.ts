import { type Fen, formatYuan, plus, total } from '../../../kernel/money.js';
import type { PurchaseRow } from './purchase-row.js';
import type { Remaining } from './remaining.js';

/** A purchase with what its sources had left when it was paid, those after it not counted. */
export interface PaidGroup {
  readonly rows: readonly PurchaseRow[];
  readonly awardIds: readonly string[];
  readonly leftFen: Fen;
}

/**
 * Warns where 结余 is not what is left of the sources of its row. Tables write it after each row, after each purchase, or
 * once for all of them: each is right.
 */
export function checkLeft(groups: readonly PaidGroup[], remaining: Remaining): void {
  for (const { rows, awardIds, leftFen } of groups) {
    const inTheEnd = remaining.of(awardIds);
    for (const [index, { draft }] of rows.entries()) {
      const said = draft.get<Fen>('leftFen');
      if (said === undefined) continue;
      const later = total(rows.slice(index + 1).map(({ amountFen }) => amountFen));
      const afterRow = plus(leftFen, later);
      if ([afterRow, leftFen, inTheEnd].includes(said)) continue;
      draft.warn('leftFen', 'left-differs', {
        zh: `按登记，此行后结余 ${formatYuan(afterRow)} 元`,
        en: `by the ledger ${formatYuan(afterRow)} yuan are left after this row`,
      });
    }
  }
}
