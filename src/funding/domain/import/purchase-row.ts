import { type Fen, NO_MONEY, times } from '../../../kernel/money.js';
import { refusal } from '../../../kernel/sheet/refusal.js';
import type { Day } from '../day.js';
import { lastDayOf, type VillageGround, villageOf } from './find-village.js';
import type { RowDraft } from './fund-row.js';
import { lineOf, type NewLine } from './read-line.js';
import type { Period } from './read-words.js';

/** What a row says of a purchase, as far as it can be read. */
export interface PurchaseRow {
  readonly draft: RowDraft;
  readonly villageId: string | null;
  readonly boughtOn: Day | null;
  /** It does not say the day itself. */
  readonly isDayAssumed: boolean;
  readonly supplier: string | null;
  readonly contractNumber: string | null;
  readonly invoiceNumber: string | null;
  readonly line: NewLine | null;
  readonly amountFen: Fen;
  /** As people name it; null where the row names none. */
  readonly source: string | null;
  readonly publicFrom: Day | null;
  readonly publicTo: Day | null;
}

/** Of a posted table, in which an award stands that nothing was bought of. */
const OF_SPENDING = [
  'amountFen',
  'what',
  'quantity',
  'unitPriceFen',
  'supplier',
  'invoiceNumber',
  'contractNumber',
  'boughtOn',
];

export function isOfSpending(draft: RowDraft): boolean {
  return draft.says(...OF_SPENDING);
}

export function purchaseRow(draft: RowDraft, ground: VillageGround): PurchaseRow {
  const village = villageOf(draft, ground);
  const period = periodOf(draft);
  const supplier = draft.get<string>('supplier') ?? null;
  if (supplier === null) draft.refuse('supplier', MISSING_SUPPLIER);
  const line = lineOf(draft);
  return {
    draft,
    villageId: village?.id ?? null,
    boughtOn: dayOf(draft, ground, period),
    isDayAssumed: !draft.says('boughtOn'),
    supplier,
    contractNumber: draft.get<string>('contractNumber') ?? null,
    invoiceNumber: draft.get<string>('invoiceNumber') ?? null,
    line,
    amountFen: line === null ? NO_MONEY : times(line.unitPriceFen, line.quantity),
    source: sourceOf(draft),
    publicFrom: period?.from ?? null,
    publicTo: period?.to ?? null,
  };
}

function periodOf(draft: RowDraft): Period | null {
  const whole = draft.get<Period>('period');
  const from = draft.get<Day>('publicFrom') ?? whole?.from;
  const to = draft.get<Day>('publicTo') ?? whole?.to;
  if (from === undefined && to === undefined) return null;
  if (from === undefined || to === undefined) {
    draft.refuse(from === undefined ? 'publicFrom' : 'publicTo', HALF_A_PERIOD);
    return null;
  }
  if (to >= from) return { from, to };
  draft.refuse(draft.says('publicTo') ? 'publicTo' : 'period', BACKWARDS);
  return null;
}

/** What is posted without its day was bought in the year of its award, and before it was posted. */
function dayOf(draft: RowDraft, ground: VillageGround, period: Period | null): Day | null {
  const day = draft.get<Day>('boughtOn');
  if (day !== undefined && day > ground.today) draft.refuse('boughtOn', IN_THE_FUTURE);
  if (day !== undefined) return day;
  const days = [lastDayOf(draft, ground), period?.from ?? null].filter((each) => each !== null);
  const assumed = days.toSorted()[0] ?? null;
  if (assumed === null || assumed > ground.today) {
    draft.refuse('boughtOn', MISSING_DAY);
    return null;
  }
  draft.warn('boughtOn', 'assumed-day', {
    zh: `未填购置日期，按 ${assumed}`,
    en: `does not say when it was bought; taken as ${assumed}`,
  });
  return assumed;
}

/** 资金来源, or the award of the row of a posted table. */
function sourceOf(draft: RowDraft): string | null {
  const said = draft.get<string>('funding');
  const year = draft.get<number>('year');
  if (said !== undefined || year === undefined) return said ?? null;
  const star = draft.get<number>('starLevel');
  return star === undefined ? `${year}` : `${year} ${star}星`;
}

const MISSING_SUPPLIER = refusal(
  'missing-supplier',
  ['缺少供应商', 'the supplier is missing'],
  ['填写供应商或收款单位', 'write who was paid'],
);
const MISSING_DAY = refusal(
  'missing-day',
  ['缺少购置日期', 'the day of the purchase is missing'],
  ['填写购置日期，如 2020-05-01', 'write the day of the purchase, as 2020-05-01'],
);
const IN_THE_FUTURE = refusal(
  'in-the-future',
  ['日期在今天之后', 'is in the future'],
  ['核对日期', 'check the day'],
);
const HALF_A_PERIOD = refusal(
  'half-a-period',
  ['公示起和公示止只填了一个', 'one of 公示起 and 公示止 is missing'],
  ['两个都填写，或都留空', 'write both, or neither'],
);
const BACKWARDS = refusal(
  'period-backwards',
  ['公示止早于公示起', 'the publication ends before it begins'],
  ['核对公示起止', 'check both days'],
);
