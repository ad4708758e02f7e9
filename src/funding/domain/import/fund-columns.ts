import type { SheetColumn } from '../../../kernel/sheet/recognise-headers.js';

/** How a cell of a file of awards or purchases is read. */
export type FundValue =
  | { readonly kind: 'text'; readonly maxLength: number }
  | { readonly kind: 'yuan'; readonly least: number; readonly most: number }
  | {
      readonly kind:
        'village' | 'award-kind' | 'year' | 'star' | 'date' | 'period' | 'pieces' | 'flag' | 'months';
    };

export interface FundColumn extends SheetColumn {
  readonly value: FundValue;
  /** Where a header says another unit than the one that is read, the file is refused: nothing would be right. */
  readonly otherUnit?: RegExp;
  /** Not of the template, but of tables as villages post them. */
  readonly isPosted?: boolean;
}

export const NOT_IN_YUAN = /[万千百亿角分美港欧]/;

export const VILLAGE_COLUMN: FundColumn = {
  field: 'villageId',
  label: '村/社区',
  names: [
    '村(社区)',
    '村社区',
    '所属村',
    '所属村/社区',
    '所属社区',
    '村居',
    '行政村',
    '社区',
    '村',
    '村名',
    'village',
  ],
  value: { kind: 'village' },
  note: '名称或12位统计代码；只有一个村的账号可留空',
};

export const YEAR_COLUMN: FundColumn = {
  field: 'year',
  label: '年度',
  names: ['年份', '奖励年度', '考核年度', '所属年度', 'year'],
  value: { kind: 'year' },
  note: '资金所属的年度，如 2019',
};

export const STAR_COLUMN: FundColumn = {
  field: 'starLevel',
  label: '星级',
  names: ['评定星级', '星级评定', '平安星级', '奖励星级', 'starLevel'],
  value: { kind: 'star' },
  note: '平安奖励金必填，其他留空：一星…五星',
};

export const NOTE_COLUMN: FundColumn = {
  field: 'note',
  label: '备注',
  names: ['说明', 'note'],
  value: { kind: 'text', maxLength: 1_000 },
};

/** The header as it was written, of each column that counts in another unit: 金额(万元), 质保(年). */
export function otherUnits(
  columns: readonly { readonly header: string; readonly column?: Pick<FundColumn, 'otherUnit'> }[],
): readonly string[] {
  return columns
    .filter(({ header, column }) => column?.otherUnit?.test(bracketed(header)) === true)
    .map(({ header }) => header);
}

function bracketed(header: string): string {
  return (header.normalize('NFKC').match(/[([【{〔][^)\]】}〕]*[)\]】}〕]/g) ?? []).join('');
}
