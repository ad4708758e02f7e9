import { type Fen, fen, minus, plus, times, total } from '../../kernel/money.js';
import type {
  Figures,
  FundReport,
  IncomeRow,
  SpendingLine,
  SpendingRow,
  VillageAccount,
} from '../domain/reports/fund-report.js';

const NO_FIGURES = { bought: 0, installed: 0, confirmed: 0, explained: 0, offline: 0 };

/** Two villages in 2019: one with an award and a purchase of two lines, one that still waits for approval. */
export function fundReport(villages: readonly VillageAccount[] = [upper(), bridge()]): FundReport {
  return {
    scope: { kind: 'town' },
    year: 2019,
    asOf: Date.UTC(2020, 5, 1),
    asOfDay: '2020-06-01',
    villages,
    total: together(villages.map(({ figures }) => figures)),
  };
}

function upper(): VillageAccount {
  const row = spendingRow();
  return account('上坡村', [incomeRow()], [row], fen(30));
}

function bridge(): VillageAccount {
  const received = incomeRow({
    kind: 'donation',
    starLevel: null,
    documentNumber: null,
    amountFen: fen(5_000_000),
  });
  return account(
    '桥头"社区", 二',
    [received],
    [spendingRow({ state: 'submitted', supplier: '=1+1' })],
    fen(10_000_000),
  );
}

export function account(
  village: string,
  income: readonly IncomeRow[],
  spending: readonly SpendingRow[],
  carriedFen: Fen,
): VillageAccount {
  const receivedFen = total(income.map(({ amountFen }) => amountFen));
  const spentFen = total(spending.filter(isSpent).map(({ amountFen }) => amountFen));
  const reservedFen = minus(total(spending.map(({ amountFen }) => amountFen)), spentFen);
  const leftFen = minus(minus(plus(carriedFen, receivedFen), spentFen), reservedFen);
  const sums = { carriedFen, receivedFen, spentFen, reservedFen, leftFen };
  const counts = { ...NO_FIGURES, bought: 47, installed: 46, confirmed: 40, offline: 2, gapsClosed: 9 };
  return { villageId: `id of ${village}`, village, figures: { ...sums, ...counts }, income, spending };
}

function isSpent({ state }: SpendingRow): boolean {
  return ['approved', 'publicised', 'closed'].includes(state);
}

export function incomeRow(more: Partial<IncomeRow> = {}): IncomeRow {
  return {
    awardId: '019a0000-0000-7000-8000-0000000000a1',
    kind: 'star',
    year: 2019,
    starLevel: 5,
    documentNumber: '安政〔2020〕8号',
    receivedOn: '2020-03-01',
    amountFen: fen(14_269_700),
    ...more,
  };
}

export function spendingRow(more: Partial<SpendingRow> = {}): SpendingRow {
  const lines = more.lines ?? [
    spendingLine(),
    spendingLine({ what: '安装, 含"立杆"', model: null, quantity: 1, unitPriceFen: fen(9), isCamera: false }),
  ];
  const amountFen = total(lines.map((line) => line.amountFen));
  return {
    purchaseId: '019a0000-0000-7000-8000-0000000000b1',
    state: 'publicised',
    boughtOn: '2020-05-01',
    supplier: '安通',
    contractNumber: null,
    invoiceNumber: '00420190',
    lines,
    amountFen,
    sources: [{ awardId: '019a0000-0000-7000-8000-0000000000a1', name: '2019 五星奖励', amountFen }],
    publicFrom: '2020-05-10',
    publicTo: '2020-05-16',
    reviewedOn: '2020-05-08',
    bought: 47,
    installed: 46,
    confirmed: 40,
    explained: 0,
    offline: 2,
    ...more,
  };
}

export function spendingLine(more: Partial<Omit<SpendingLine, 'amountFen'>> = {}): SpendingLine {
  const line = {
    what: '400万像素枪机',
    model: 'DS-2CD',
    quantity: 47,
    unitPriceFen: fen(303_611),
    isCamera: true,
    installed: 46,
    confirmed: 40,
    ...more,
  };
  return { ...line, amountFen: times(line.unitPriceFen, line.quantity) };
}

function together(all: readonly Figures[]): Figures {
  const keys = Object.keys(all[0]!) as (keyof Figures)[];
  const sums = keys.map((key) => [key, all.reduce((sum, figures) => sum + (figures[key] ?? 0), 0)] as const);
  return Object.fromEntries(sums) as unknown as Figures;
}
