import { readYuan } from '../../formats/read-yuan.ts';
import {
  type LineForm,
  paidFen,
  type Payer,
  type PurchaseForm,
  readMonths,
  readQuantity,
  wholeFen,
} from './purchase-form.ts';
import { today } from './today.ts';

/** Why a field cannot be sent so: the key of its words, and amounts to put in, whole fen. */
export interface FieldFault {
  readonly words: string;
  readonly leftFen?: number;
  readonly overFen?: number;
}

/** By field: `supplier`, `lines.0.what`, `shares.<award>`, and `shares` where they are not what the lines are. */
export type Faults = Readonly<Record<string, FieldFault>>;

export function purchaseFaults(form: PurchaseForm, payers: readonly Payer[], isCorrection: boolean): Faults {
  const entries: [string, FieldFault | null][] = [
    ['supplier', required(form.supplier)],
    ['boughtOn', dayFault(form.boughtOn)],
    ['reason', isCorrection ? required(form.reason) : null],
    ...form.lines.flatMap((line, at) => lineFaults(line, `lines.${at}`)),
    ...Object.entries(form.shares).map(([id, typed]): [string, FieldFault | null] => [
      `shares.${id}`,
      shareFault(
        typed,
        payers.find((payer) => payer.id === id),
      ),
    ]),
    ['shares', sumFault(form)],
  ];
  return Object.fromEntries(entries.filter((entry): entry is [string, FieldFault] => entry[1] !== null));
}

function required(typed: string): FieldFault | null {
  return typed.trim() === '' ? { words: 'required' } : null;
}

function dayFault(day: string): FieldFault | null {
  if (day === '') return { words: 'day' };
  return day > today() ? { words: 'future' } : null;
}

function lineFaults(line: LineForm, path: string): [string, FieldFault | null][] {
  const months = line.warrantyMonths.trim() !== '' && readMonths(line.warrantyMonths) === null;
  return [
    [`${path}.what`, required(line.what)],
    [`${path}.quantity`, readQuantity(line.quantity) === null ? { words: 'quantity' } : null],
    [`${path}.unitPrice`, readYuan(line.unitPrice) === null ? { words: 'amount' } : null],
    [`${path}.warrantyMonths`, months ? { words: 'months' } : null],
  ];
}

function shareFault(typed: string, payer: Payer | undefined): FieldFault | null {
  if (typed.trim() === '') return null;
  const fen = readYuan(typed);
  if (fen === null) return { words: 'amount' };
  const leftFen = payer?.availableFen ?? 0;
  return fen > leftFen ? { words: 'overdrawn', leftFen, overFen: fen - leftFen } : null;
}

function sumFault(form: PurchaseForm): FieldFault | null {
  const rest = wholeFen(form) - paidFen(form);
  if (paidFen(form) === 0) return { words: 'noSources' };
  if (rest > 0) return { words: 'rest', leftFen: rest };
  return rest < 0 ? { words: 'over', overFen: -rest } : null;
}
