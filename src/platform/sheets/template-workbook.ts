import { writeXlsx } from 'hucre/xlsx';
import { columnLetters } from './sheet-traits.js';
import type { TableCell } from './write-table.js';

/** What a template says of one column. */
export interface TemplateColumn {
  readonly label: string;
  /** Other headers that mean it. */
  readonly names: readonly string[];
  /** What may be filled in; empty where anything may. */
  readonly filling: string;
  readonly note: string | null;
  /** For a drop-down; null where no table decides. */
  readonly choices: readonly string[] | null;
}

const LAST_ROW = 10_000;
/** Excel takes no longer list inside a cell's rule. */
const MAX_LIST = 255;

/** An empty workbook to fill in: headers, drop-downs where a table decides, and a second sheet that explains. */
export async function templateWorkbook(
  name: string,
  columns: readonly TemplateColumn[],
  rules: readonly (readonly TableCell[])[],
): Promise<Uint8Array> {
  return writeXlsx({
    sheets: [
      {
        name,
        rows: [columns.map(({ label }) => label)],
        // As text, so that Excel leaves codes, dates and phone numbers as they are typed.
        columns: columns.map(() => ({ width: 16, numFmt: '@' })),
        freezePane: { rows: 1 },
        dataValidations: columns.flatMap((column, index) => validationOf(column, index)),
      },
      {
        name: '说明',
        rows: [
          ['列', '其他写法', '填写', '说明'],
          ...columns.map(({ label, names, filling, note }) => [label, names.join('、'), filling, note]),
          [],
          ...rules.map((cells) => [...cells]),
        ],
        columns: [{ width: 20 }, { width: 40 }, { width: 60 }, { width: 40 }],
      },
    ],
  });
}

function validationOf({ choices }: TemplateColumn, index: number) {
  if (choices === null || choices.join(',').length > MAX_LIST) return [];
  const letters = columnLetters(index);
  const range = `${letters}2:${letters}${LAST_ROW}`;
  // The code is taken as well, so what is not in the list may stay.
  const leave = { allowBlank: true, showErrorMessage: false };
  return [{ type: 'list' as const, values: [...choices], range, ...leave }];
}
