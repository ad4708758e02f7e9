import { refusal } from '../../../kernel/sheet/refusal.js';
import type { PurchaseRow } from './purchase-row.js';
import { plainWords } from './read-words.js';

/**
 * Rows that are one purchase: of the same village, day, supplier, contract and invoice. Without either number each row is a
 * purchase of its own. Where one row is rejected, so are all that may be of the same purchase, lest it be entered in part.
 */
export function groupRows(rows: readonly PurchaseRow[]): readonly (readonly PurchaseRow[])[] {
  const groups = new Map<string, PurchaseRow[]>();
  for (const row of rows) {
    const key = keyOf(row);
    groups.set(key, [...(groups.get(key) ?? []), row]);
  }
  const all = [...groups.values()];
  const isTorn = tornNumbers(rows);
  for (const group of all) {
    const first = group.find(({ draft }) => draft.rejections.length > 0) ?? isTorn(group);
    if (first !== undefined) rejectWith(group, first);
  }
  return all;
}

/** Every row of it is rejected that is not already; `first` is why. */
export function rejectWith(group: readonly PurchaseRow[], first: PurchaseRow): void {
  const { row } = first.draft;
  for (const { draft } of group) {
    if (draft.rejections.length > 0) continue;
    draft.refuse(
      'invoiceNumber',
      refusal(
        'other-row-rejected',
        [`同一笔采购的第${row}行有误`, `row ${row} of the same purchase is rejected`],
        [`先改正第${row}行`, `mend row ${row} first`],
      ),
    );
  }
}

function keyOf({ draft, ...row }: PurchaseRow): string {
  if (numberOf({ draft, ...row }) === null) return `row ${draft.row}`;
  const village = row.villageId ?? draft.get<string>('villageId') ?? '';
  const words = [
    village,
    row.boughtOn ?? '',
    row.supplier ?? '',
    row.contractNumber ?? '',
    row.invoiceNumber ?? '',
  ];
  return JSON.stringify(words.map((word) => plainWords(word)));
}

function numberOf({ contractNumber, invoiceNumber }: PurchaseRow): string | null {
  if (contractNumber === null && invoiceNumber === null) return null;
  return JSON.stringify([plainWords(contractNumber ?? ''), plainWords(invoiceNumber ?? '')]);
}

/** A rejected row may belong to the purchase of the same number, and without its own number to the row above. */
function tornNumbers(
  rows: readonly PurchaseRow[],
): (group: readonly PurchaseRow[]) => PurchaseRow | undefined {
  const byNumber = new Map<string, PurchaseRow>();
  let above: PurchaseRow | null = null;
  for (const row of rows) {
    if (row.draft.rejections.length === 0) {
      above = row;
      continue;
    }
    const number: string | null = numberOf(row) ?? (above === null ? null : numberOf(above));
    if (number !== null && !byNumber.has(number)) byNumber.set(number, row);
  }
  return (group) => {
    const number = numberOf(group[0]!);
    return number === null ? undefined : byNumber.get(number);
  };
}
