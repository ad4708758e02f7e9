import { CODE_TABLES } from '../domain/code-tables.js';
import { type ImportColumn, LIFECYCLE_WORDS } from '../domain/import/camera-columns.js';
import { DETAIL_WORDS } from '../domain/import/place-words.js';
import { PLACE_KINDS } from '../domain/place.js';
import { templateWorkbook } from '../../platform/sheets/template-workbook.js';

/** An empty workbook to fill in for an import of the register. */
export function importTemplate(columns: readonly ImportColumn[]): Promise<Uint8Array> {
  const shown = columns.map((column) => ({
    label: column.label,
    names: column.names,
    filling: fillingOf(column),
    note: column.note ?? null,
    choices: choicesOf(column),
  }));
  return templateWorkbook('登记表', shown, RULES);
}

const RULES = [
  ['空单元格', null, '保留已登记的内容 (blank cells leave what is registered)'],
  ['其他列', null, '作为自定义字段保存 (unknown columns are kept as custom fields)'],
  ['多个值', null, '用 / 分隔，如 校园周边/交通干线 (several values are divided by /)'],
];

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
