import { MOST_FEN } from '../bounds.js';
import {
  type FundColumn,
  NOT_IN_YUAN,
  NOTE_COLUMN,
  STAR_COLUMN,
  VILLAGE_COLUMN,
  YEAR_COLUMN,
} from './fund-columns.js';

const money = { kind: 'yuan', least: 1, most: MOST_FEN } as const;

/** Of a file of awards. The last two are there to tell a posted table, in which 金额 is what was spent. */
export const AWARD_COLUMNS: readonly FundColumn[] = [
  VILLAGE_COLUMN,
  {
    field: 'kind',
    label: '来源',
    names: ['类别', '来源/类别', '来源类别', '资金类别', '资金来源类别', 'kind'],
    value: { kind: 'award-kind' },
    note: '平安奖励金、镇级补助、集体资金、捐赠 或 其他；填了星级可留空',
  },
  YEAR_COLUMN,
  STAR_COLUMN,
  {
    field: 'rewardFen',
    label: '奖励金额(元)',
    names: ['奖励金额', '奖励金', '奖励资金', '到账金额', '收入金额', '拨付金额'],
    value: money,
    otherUnit: NOT_IN_YUAN,
    note: '必填，以元为单位的完整金额',
  },
  {
    field: 'documentNumber',
    label: '文号',
    names: ['文件号', '发文字号', '拨款文号', 'documentNumber'],
    value: { kind: 'text', maxLength: 100 },
    note: '如 安政〔2020〕8号',
  },
  {
    field: 'receivedOn',
    label: '到账日期',
    names: ['到账时间', '拨付日期', '拨付时间', '收款日期', 'receivedOn'],
    value: { kind: 'date' },
    note: '留空则按年度最后一天',
  },
  NOTE_COLUMN,
  {
    field: 'amountFen',
    label: '金额',
    names: ['金额(元)'],
    value: money,
    otherUnit: NOT_IN_YUAN,
    isPosted: true,
  },
  {
    field: 'what',
    label: '支出事项',
    names: ['支出项目', '支出内容', '支出用途', '用途'],
    value: { kind: 'text', maxLength: 1_000 },
    isPosted: true,
  },
];
