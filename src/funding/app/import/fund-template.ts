import { type TemplateColumn, templateWorkbook } from '../../../platform/sheets/template-workbook.js';
import type { FundColumn } from '../../domain/import/fund-columns.js';

/** The headers of an empty file to fill in. */
export function templateLabels(columns: readonly FundColumn[]): readonly string[] {
  return ofTemplate(columns).map(({ label }) => label);
}

/** The same as a workbook, with drop-downs and a sheet that explains. */
export function fundTemplate(columns: readonly FundColumn[]): Promise<Uint8Array> {
  return templateWorkbook('登记表', ofTemplate(columns).map(templateColumn), RULES);
}

const RULES = [
  ['空单元格', null, '不参与比对 (a blank cell says nothing)'],
  ['合并单元格', null, '请取消合并，并在每一行填写 (unmerge cells, and write the value in every row)'],
  ['金额', null, '以元为单位，最多两位小数 (yuan, with at most two decimals)'],
  ['重复导入', null, '已登记的行不会再次登记 (what stands is not entered twice)'],
];

function ofTemplate(columns: readonly FundColumn[]): readonly FundColumn[] {
  return columns.filter(({ isPosted }) => isPosted !== true);
}

function templateColumn(column: FundColumn): TemplateColumn {
  const { label, names, note = null } = column;
  return { label, names, note, filling: fillingOf(column), choices: choicesOf(column) };
}

function choicesOf({ value }: FundColumn): readonly string[] | null {
  switch (value.kind) {
    case 'award-kind':
      return ['平安奖励金', '镇级补助', '集体资金', '捐赠', '其他'];
    case 'star':
      return ['一星', '二星', '三星', '四星', '五星'];
    case 'flag':
      return ['是', '否'];
    default:
      return null;
  }
}

function fillingOf(column: FundColumn): string {
  switch (column.value.kind) {
    case 'text':
      return `文字，最多 ${column.value.maxLength} 字`;
    case 'yuan':
      return '金额，如 142697.00';
    case 'date':
      return '日期，如 2024-05-01';
    case 'year':
      return '年份，如 2019';
    case 'pieces':
    case 'months':
      return '整数';
    default:
      return choicesOf(column)?.join('、') ?? '';
  }
}
