import { capitalYuan } from '../../../../kernel/capital-yuan.js';
import type { Fen } from '../../../../kernel/money.js';
import type { TableCell } from '../../../../platform/sheets/write-table.js';
import type { FundReport } from '../../../domain/reports/fund-report.js';
import { type Imprint, imprintLines } from './imprint.js';
import {
  type Column,
  figuresOf,
  INCOME_COLUMNS,
  incomeOf,
  type NamedFigures,
  SPENDING_COLUMNS,
  spendingOf,
} from './report-columns.js';
import { SUM_WORDS, yuanNumber } from './report-words.js';

type Cells = Readonly<Record<string, TableCell>>;

const [SECTION, AMOUNT, IN_WORDS] = ['项目', '金额(元)', '大写'];
/** Where they stand in two tables under two names. */
const ALSO = new Map([['奖励金额(元)', AMOUNT]]);

/** One flat table: sums, then income, then spending, told apart by 项目; with the imprint of a publication in each row. */
export function* reportTable(report: FundReport, imprint: Imprint | null): Generator<readonly TableCell[]> {
  const marks = imprint === null ? {} : Object.fromEntries(imprintLines(imprint).map(named));
  const columns = [...columnsOf(), ...Object.keys(marks)];
  yield columns;
  for (const cells of rowsOf(report)) {
    const row: Cells = { ...cells, ...marks };
    yield columns.map((title) => row[title] ?? null);
  }
}

function columnsOf(): readonly string[] {
  const titles = [...INCOME_COLUMNS, ...SPENDING_COLUMNS].map(({ title }) => ALSO.get(title) ?? title);
  const [village, ...others] = new Set(titles);
  return [village!, SECTION, ...others, IN_WORDS];
}

function* rowsOf(report: FundReport): Generator<Cells> {
  for (const row of figuresOf(report)) yield* sumsOf(row);
  for (const row of incomeOf(report)) yield { [SECTION]: '收入', ...cellsOf(INCOME_COLUMNS, row) };
  for (const row of spendingOf(report)) yield { [SECTION]: '支出', ...cellsOf(SPENDING_COLUMNS, row) };
}

function* sumsOf({ village, figures }: NamedFigures): Generator<Cells> {
  for (const [key, name] of SUM_WORDS) {
    const amount = figures[key];
    const sum = { [AMOUNT]: yuanNumber(amount), [IN_WORDS]: capitalYuan(amount) };
    yield { [SECTION]: `${name}合计`, '村/社区': village, ...sum };
  }
}

function cellsOf<Row>(columns: readonly Column<Row>[], row: Row): Cells {
  const cells = columns.map(({ title, kind, of }) => {
    const value = of(row);
    return [ALSO.get(title) ?? title, kind === 'money' ? yuanNumber(value as Fen) : value] as const;
  });
  return Object.fromEntries(cells);
}

/** 公示起止 of a purchase is a column of its own. */
function named([name, value]: readonly [string, string]): readonly [string, string] {
  return [name === '公示起止' ? '本次公示起止' : name, value];
}
