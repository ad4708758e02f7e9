import type { FundReport } from '../answers.ts';

/** The field that must not be posted so, and where it is corrected. */
export interface PrivatePlace {
  /** A field of an entry, or of what is posted itself. */
  readonly field:
    'supplier' | 'contractNumber' | 'invoiceNumber' | 'what' | 'model' | 'documentNumber' | 'name' | 'reason';
  readonly village: string | null;
  readonly purchase: { readonly id: string; readonly boughtOn: string; readonly supplier: string } | null;
  readonly villageId: string | null;
}

const NOWHERE = { village: null, purchase: null, villageId: null } as const;
const NAMES: Readonly<Record<string, PrivatePlace['field']>> = {
  village: 'name',
  'scope.name': 'name',
  reason: 'reason',
};

/** `villages.0.spending.2.lines.1.what` in words; what the report does not have is told by its field alone. */
export function privatePlace(path: string, report: FundReport | undefined): PrivatePlace {
  const [, at, noun, index, rest = ''] = /^villages\.(\d+)\.(\w+)(?:\.(\d+)\.(.+))?$/.exec(path) ?? [];
  const village = at === undefined ? undefined : report?.villages[Number(at)];
  if (village === undefined) return { ...NOWHERE, field: NAMES[path] ?? fieldOf(rest) };
  const there = { village: village.village, villageId: village.villageId };
  if (noun === 'village') return { ...there, purchase: null, field: 'name' };
  const row = noun === 'spending' ? village.spending[Number(index)] : undefined;
  const isOfPurchase = row !== undefined && !rest.startsWith('sources.');
  const purchase = isOfPurchase
    ? { id: row.purchaseId, boughtOn: row.boughtOn, supplier: row.supplier }
    : null;
  return { ...there, purchase, field: fieldOf(rest) };
}

/** Of a line its own; a source is named by the number of its award's document. */
function fieldOf(rest: string): PrivatePlace['field'] {
  const field = rest.split('.').at(-1) ?? '';
  return field === 'name' || field === '' ? 'documentNumber' : (field as PrivatePlace['field']);
}
