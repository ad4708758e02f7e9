import { type CellValue, writeXlsx } from 'hucre/xlsx';
import { capitalYuan } from '../../../../kernel/capital-yuan.js';
import type { Fen } from '../../../../kernel/money.js';
import type { FundReport } from '../../../domain/reports/fund-report.js';
import { type Imprint, imprintLines } from './imprint.js';
import {
  type Column,
  FIGURE_COLUMNS,
  figuresOf,
  INCOME_COLUMNS,
  incomeOf,
  SPENDING_COLUMNS,
  spendingOf,
} from './report-columns.js';
import { SUM_WORDS, titleOf, yuanNumber } from './report-words.js';

const MONEY_FORMAT = '#,##0.00';
const TEXT_FORMAT = '@';
const HEADER = { style: { font: { bold: true }, alignment: { wrapText: true } } };
const PAGE = {
  paperSize: 'a4',
  orientation: 'landscape',
  fitToPage: true,
  fitToWidth: 1,
  fitToHeight: 0,
} as const;

/** Sums, income and spending, a sheet each. Amounts are numbers, and texts stay text: nothing in them is run. */
export async function reportWorkbook(report: FundReport, imprint: Imprint | null): Promise<Uint8Array> {
  const sums = sheetOf('收支汇总', FIGURE_COLUMNS, figuresOf(report));
  return writeXlsx({
    properties: { title: titleOf(report) },
    sheets: [
      { ...sums, rows: [...sums.rows, [], ...wordsOf(report), ...imprintRows(imprint)] },
      sheetOf('收入', INCOME_COLUMNS, incomeOf(report)),
      sheetOf('支出', SPENDING_COLUMNS, spendingOf(report)),
    ],
  });
}

function sheetOf<Row>(name: string, columns: readonly Column<Row>[], rows: readonly Row[]) {
  return {
    name,
    columns: columns.map(({ kind, width }) => ({ width, ...formatOf(kind) })),
    rows: [
      columns.map(({ title }) => title),
      ...rows.map((row) => columns.map((column) => cellOf(column, row))),
    ],
    cells: new Map(columns.map((_, at) => [`0,${at}`, HEADER])),
    freezePane: { rows: 1 },
    pageSetup: { ...PAGE, printTitlesRow: '$1:$1' },
  };
}

function formatOf(kind: Column<never>['kind']): { readonly numFmt?: string } {
  if (kind === 'count') return {};
  return { numFmt: kind === 'money' ? MONEY_FORMAT : TEXT_FORMAT };
}

function cellOf<Row>({ kind, of }: Column<Row>, row: Row): CellValue {
  const value = of(row);
  if (value === null || value === '') return null;
  return kind === 'money' ? yuanNumber(value as Fen) : value;
}

/** 大写 of each sum, below the sums. */
function wordsOf(report: FundReport): CellValue[][] {
  const { total, year } = report;
  const sums = SUM_WORDS.filter(([key]) => year !== null || key !== 'carriedFen');
  return [
    ['表名', titleOf(report)],
    ['截至', report.asOfDay],
    ...sums.map(([key, name]) => [`${name}(大写)`, capitalYuan(total[key])]),
  ];
}

function imprintRows(imprint: Imprint | null): CellValue[][] {
  return imprint === null ? [] : imprintLines(imprint).map(([name, value]) => [name, value]);
}
