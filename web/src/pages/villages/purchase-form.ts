import { plainYuan, readYuan } from '../../formats/read-yuan.ts';
import type { Award, Purchase } from './answers.ts';
import { today } from './today.ts';

/** A line as it is typed. */
export interface LineForm {
  what: string;
  model: string;
  quantity: string;
  unitPrice: string;
  isCamera: boolean;
  warrantyMonths: string;
}

export interface PurchaseForm {
  boughtOn: string;
  supplier: string;
  contractNumber: string;
  invoiceNumber: string;
  note: string;
  lines: LineForm[];
  /** What each source pays, by the id of its award. */
  shares: Record<string, string>;
  /** Of a correction. */
  reason: string;
}

export function newLine(): LineForm {
  return { what: '', model: '', quantity: '1', unitPrice: '', isCamera: true, warrantyMonths: '' };
}

export function newPurchase(): PurchaseForm {
  const nothing = { supplier: '', contractNumber: '', invoiceNumber: '', note: '', reason: '' };
  return { ...nothing, boughtOn: today(), lines: [newLine()], shares: {} };
}

export function formOfPurchase(purchase: Purchase): PurchaseForm {
  const { boughtOn, supplier, contractNumber, invoiceNumber, note } = purchase;
  return {
    boughtOn,
    supplier,
    contractNumber: contractNumber ?? '',
    invoiceNumber: invoiceNumber ?? '',
    note: note ?? '',
    reason: '',
    lines: purchase.lines.map(({ what, model, quantity, unitPriceFen, isCamera, warrantyMonths }) => ({
      what,
      model: model ?? '',
      quantity: String(quantity),
      unitPrice: plainYuan(unitPriceFen),
      isCamera,
      warrantyMonths: warrantyMonths === null ? '' : String(warrantyMonths),
    })),
    shares: Object.fromEntries(
      purchase.funding.map(({ awardId, amountFen }) => [awardId, plainYuan(amountFen)]),
    ),
  };
}

/** A whole number of `most` at most; null where it is none. */
function readWhole(typed: string, most: number): number | null {
  const plain = typed.normalize('NFKC').trim();
  const number = /^\d{1,6}$/.test(plain) ? Number(plain) : 0;
  return number >= 1 && number <= most ? number : null;
}

export const readQuantity = (typed: string): number | null => readWhole(typed, 10_000);
export const readMonths = (typed: string): number | null => readWhole(typed, 240);

/** Fen; null while quantity or price are not there. */
export function lineFen({ quantity, unitPrice }: LineForm): number | null {
  const [pieces, price] = [readQuantity(quantity), readYuan(unitPrice)];
  return pieces === null || price === null ? null : pieces * price;
}

export function wholeFen({ lines }: Pick<PurchaseForm, 'lines'>): number {
  return lines.reduce((sum, line) => sum + (lineFen(line) ?? 0), 0);
}

export function paidFen({ shares }: Pick<PurchaseForm, 'shares'>): number {
  return Object.values(shares).reduce((sum, typed) => sum + (readYuan(typed) ?? 0), 0);
}

/** Without what was typed for sources that are there no more. */
export function withoutGone(
  shares: PurchaseForm['shares'],
  awards: readonly Award[],
): PurchaseForm['shares'] {
  const there = new Set(awards.filter(({ isVoid }) => !isVoid).map(({ id }) => id));
  return Object.fromEntries(Object.entries(shares).filter(([id]) => there.has(id)));
}

/** A source, and what it can pay: in a correction also what it pays already. */
export interface Payer {
  readonly id: string;
  readonly name: string;
  readonly availableFen: number;
}

/** Those that have something left, and those that something was typed for. */
export function payersOf(
  awards: readonly Award[],
  before: Purchase | null,
  shares: PurchaseForm['shares'],
): readonly Payer[] {
  const paid = new Map(before?.funding.map(({ awardId, amountFen }) => [awardId, Number(amountFen)]));
  return awards
    .filter(({ isVoid }) => !isVoid)
    .map(({ id, name, leftFen }) => ({ id, name, availableFen: Number(leftFen) + (paid.get(id) ?? 0) }))
    .filter(({ id, availableFen }) => availableFen > 0 || shares[id]?.trim());
}

const maybe = (typed: string): string | null => typed.trim() || null;

export function bodyOf(form: PurchaseForm) {
  return {
    boughtOn: form.boughtOn,
    supplier: form.supplier.trim(),
    contractNumber: maybe(form.contractNumber),
    invoiceNumber: maybe(form.invoiceNumber),
    note: maybe(form.note),
    lines: form.lines.map((line) => ({
      what: line.what.trim(),
      model: maybe(line.model),
      quantity: readQuantity(line.quantity)!,
      unitPriceFen: readYuan(line.unitPrice)!,
      isCamera: line.isCamera,
      warrantyMonths: readMonths(line.warrantyMonths),
    })),
    funding: Object.entries(form.shares).flatMap(([awardId, typed]) => {
      const amountFen = readYuan(typed);
      return amountFen === null ? [] : [{ awardId, amountFen, parts: null }];
    }),
  };
}
