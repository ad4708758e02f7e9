import { type Fen, formatYuan, total } from '../../../../kernel/money.js';
import type {
  Figures,
  FundReport,
  IncomeRow,
  SpendingLine,
  SpendingRow,
} from '../../../domain/reports/fund-report.js';
import { COUNT_WORDS, KIND_WORDS, publicWords, starWords, STATE_WORDS, SUM_WORDS } from './report-words.js';

/** A column of a table that people post, whatever it is written as. */
export interface Column<Row> {
  readonly title: string;
  /** `day` is text that is never broken over two lines. */
  readonly kind: 'text' | 'day' | 'count' | 'money';
  /** In characters of a spreadsheet. */
  readonly width: number;
  /** Fen where it is money; null and an empty text leave the cell empty. */
  readonly of: (row: Row) => string | number | Fen | null;
}

export interface NamedFigures {
  readonly village: string;
  readonly figures: Figures;
}

export interface NamedIncome extends IncomeRow {
  readonly village: string;
}

/** One line of a purchase. */
export interface NamedLine {
  readonly village: string;
  readonly purchase: SpendingRow;
  readonly line: SpendingLine;
  /** The first of its purchase, which alone says what each source paid of the whole. */
  readonly isFirst: boolean;
}

const VILLAGE = { title: '村/社区', kind: 'text', width: 14 } as const;
const text = { kind: 'text', width: 14 } as const;
const date = { kind: 'day', width: 12 } as const;
const count = { kind: 'count', width: 9 } as const;
const money = { kind: 'money', width: 16 } as const;

export const FIGURE_COLUMNS: readonly Column<NamedFigures>[] = [
  { ...VILLAGE, of: ({ village }) => village },
  ...SUM_WORDS.map(([key, title]) => ({
    ...money,
    title: `${title}(元)`,
    of: ({ figures }: NamedFigures) => figures[key],
  })),
  ...COUNT_WORDS.map(([key, title]) => ({
    ...count,
    title,
    of: ({ figures }: NamedFigures) => figures[key],
  })),
];

export const INCOME_COLUMNS: readonly Column<NamedIncome>[] = [
  { ...VILLAGE, of: ({ village }) => village },
  { ...count, title: '年度', of: ({ year }) => year },
  { ...text, title: '类别', of: ({ kind }) => KIND_WORDS[kind] },
  { ...count, title: '星级', kind: 'text', of: ({ starLevel }) => starWords(starLevel) },
  { ...text, title: '文号', width: 24, of: ({ documentNumber }) => documentNumber },
  { ...date, title: '到账日期', of: ({ receivedOn }) => receivedOn },
  { ...money, title: '奖励金额(元)', of: ({ amountFen }) => amountFen },
];

export const SPENDING_COLUMNS: readonly Column<NamedLine>[] = [
  { ...VILLAGE, of: ({ village }) => village },
  { ...date, title: '采购日期', of: ({ purchase }) => purchase.boughtOn },
  { ...text, title: '支出事项', width: 24, of: ({ line }) => line.what },
  { ...text, title: '型号', of: ({ line }) => line.model },
  { ...count, title: '数量', of: ({ line }) => line.quantity },
  { ...money, title: '单价(元)', of: ({ line }) => line.unitPriceFen },
  { ...money, title: '金额(元)', of: ({ line }) => line.amountFen },
  { ...text, title: '供应商', width: 20, of: ({ purchase }) => purchase.supplier },
  { ...text, title: '合同号', of: ({ purchase }) => purchase.contractNumber },
  { ...text, title: '凭证号', of: ({ purchase }) => purchase.invoiceNumber },
  { ...text, title: '资金来源', width: 36, of: sourcesOf },
  { ...text, title: '状态', width: 9, of: ({ purchase }) => STATE_WORDS[purchase.state] },
  { ...count, title: '已安装', of: ({ line }) => (line.isCamera ? line.installed : null) },
  { ...count, title: '确认在用', of: ({ line }) => (line.isCamera ? line.confirmed : null) },
  { ...date, title: '监督委员会审核', width: 15, of: ({ purchase }) => purchase.reviewedOn },
  { ...date, title: '公示起止', width: 26, of: ({ purchase }) => publicWords(purchase) },
];

/** With a last row for all of them, where they are several. */
export function figuresOf({ villages, total: together }: FundReport): readonly NamedFigures[] {
  if (villages.length === 1) return villages;
  return [...villages, { village: '合计', figures: together }];
}

export function incomeOf({ villages }: FundReport): readonly NamedIncome[] {
  return villages.flatMap(({ village, income }) => income.map((row) => ({ village, ...row })));
}

export function spendingOf({ villages }: FundReport): readonly NamedLine[] {
  return villages.flatMap(({ village, spending }) =>
    spending.flatMap((purchase) =>
      purchase.lines.map((line, at) => ({ village, purchase, line, isFirst: at === 0 })),
    ),
  );
}

export function sumOf(rows: readonly { readonly amountFen: Fen }[]): Fen {
  return total(rows.map(({ amountFen }) => amountFen));
}

function sourcesOf({ purchase, isFirst }: NamedLine): string {
  if (!isFirst) return '';
  return purchase.sources.map(({ name, amountFen }) => `${name} ${formatYuan(amountFen)}`).join('；');
}
