import { writeXlsx } from 'hucre/xlsx';
import { CODE_TABLES } from '../domain/code-tables.js';
import { type ImportColumn, LIFECYCLE_WORDS } from '../domain/import/camera-columns.js';
import { DETAIL_WORDS } from '../domain/import/place-words.js';
import { PLACE_KINDS } from '../domain/place.js';
import { columnLetters } from '../../platform/sheets/sheet-traits.js';

const LAST_ROW = 10_000;
/** Excel takes no longer list inside a cell's rule. */
const MAX_LIST = 255;

/** An empty workbook to fill in: headers, drop-downs where a table decides, and a second sheet that explains. */
export async function templateWorkbook(columns: readonly ImportColumn[]): Promise<Uint8Array> {
  return writeXlsx({
    sheets: [
      {
        name: '登记表',
        rows: [columns.map(({ label }) => label)],
        // As text, so that Excel leaves codes, dates and phone numbers as they are typed.
        columns: columns.map(() => ({ width: 16, numFmt: '@' })),
        freezePane: { rows: 1 },
        dataValidations: columns.flatMap((column, index) => validationOf(column, index)),
      },
      {
        name: '说明',
        rows: [['列', '其他写法', '填写', '说明'], ...columns.map((column) => noteOf(column)), ...RULES],
        columns: [{ width: 20 }, { width: 40 }, { width: 60 }, { width: 40 }],
      },
    ],
  });
}

const RULES = [
  [],
  ['空单元格', null, '保留已登记的内容 (blank cells leave what is registered)'],
  ['其他列', null, '作为自定义字段保存 (unknown columns are kept as custom fields)'],
  ['多个值', null, '用 / 分隔，如 校园周边/交通干线 (several values are divided by /)'],
];

function validationOf(column: ImportColumn, index: number) {
  const values = choicesOf(column);
  if (values === null || values.join(',').length > MAX_LIST) return [];
  const letters = columnLetters(index);
  const range = `${letters}2:${letters}${LAST_ROW}`;
  // The code is taken as well, so what is not in the list may stay.
  const leave = { allowBlank: true, showErrorMessage: false };
  return [{ type: 'list' as const, values: [...values], range, ...leave }];
}

function choicesOf({ value }: ImportColumn): readonly string[] | null {
  switch (value.kind) {
    case 'code':
      return Object.values(CODE_TABLES[value.table]);
    case 'flag':
      return ['是', '否'];
    case 'lifecycle':
      return Object.values(LIFECYCLE_WORDS).map(([word]) => word!);
    case 'system':
      return ['WGS84', 'CGCS2000', 'GCJ02', 'BD09'];
    case 'place-kind':
      return PLACE_KINDS;
    case 'detail':
      return Object.values(DETAIL_WORDS).map(([word]) => word!);
    case 'village-kind':
      return ['村', '社区'];
    default:
      return null;
  }
}

function noteOf(column: ImportColumn): (string | null)[] {
  return [column.label, column.names.join('、'), fillingOf(column), column.note ?? null];
}

function fillingOf(column: ImportColumn): string {
  const { value } = column;
  switch (value.kind) {
    case 'code':
    case 'codes':
      return Object.entries(CODE_TABLES[value.table])
        .map(([code, word]) => `${code} ${word}`)
        .join('，');
    case 'text':
      return `文字，最多 ${value.maxLength} 字`;
    case 'number':
      return `数字 ${value.min}…${value.max}`;
    case 'date':
      return '日期，如 2024-05-01';
    default:
      return choicesOf(column)?.join('、') ?? '';
  }
}
