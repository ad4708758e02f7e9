import { MOST_FEN, MOST_PRICE_FEN } from '../bounds.js';
import {
  type FundColumn,
  NOT_IN_YUAN,
  NOTE_COLUMN,
  STAR_COLUMN,
  VILLAGE_COLUMN,
  YEAR_COLUMN,
} from './fund-columns.js';

const text = (maxLength: number) => ({ kind: 'text', maxLength }) as const;
const column = (
  field: string,
  label: string,
  names: readonly string[],
  value: FundColumn['value'],
  more: Partial<FundColumn> = {},
): FundColumn => ({ field, label, names, value, ...more });

/** Of a file of purchases, one line a row. The last ones are those of posted tables, which name the source by its year. */
export const PURCHASE_COLUMNS: readonly FundColumn[] = [
  VILLAGE_COLUMN,
  column(
    'boughtOn',
    '购置日期',
    ['采购日期', '购买日期', '支出日期', '购置时间', 'boughtOn'],
    { kind: 'date' },
    {
      note: '留空则按年度最后一天或公示起，取较早者',
    },
  ),
  column('supplier', '供应商', ['供货商', '收款单位', '供货单位', 'supplier'], text(200), { note: '必填' }),
  column('contractNumber', '合同号', ['合同编号', 'contractNumber'], text(100)),
  column(
    'invoiceNumber',
    '凭证号/发票号',
    ['凭证号', '发票号', '发票号码', '凭证编号', '票据号', 'invoiceNumber'],
    text(100),
    {
      note: '同村、同日、同供应商、同合同号、同凭证号的行是一笔采购；两号都没有则一行一笔',
    },
  ),
  column('what', '支出事项', ['支出项目', '支出内容', '支出用途', '用途', '名称', 'what'], text(200), {
    note: '必填',
  }),
  column('model', '型号', ['规格型号', '规格', 'model'], text(100)),
  column('quantity', '数量', ['数量(台)', 'quantity'], { kind: 'pieces' }, { note: '整数' }),
  column(
    'unitPriceFen',
    '单价(元)',
    ['单价'],
    { kind: 'yuan', least: 1, most: MOST_PRICE_FEN },
    {
      otherUnit: NOT_IN_YUAN,
      note: '留空则由金额和数量得出',
    },
  ),
  column(
    'amountFen',
    '金额(元)',
    ['金额', '支出金额', '小计', '合计'],
    { kind: 'yuan', least: 1, most: MOST_FEN },
    {
      otherUnit: NOT_IN_YUAN,
      note: '与 数量×单价 核对',
    },
  ),
  column(
    'isCamera',
    '是否摄像机',
    ['摄像机', 'isCamera'],
    { kind: 'flag' },
    { note: '是 或 否；留空则由支出事项判断' },
  ),
  column(
    'warrantyMonths',
    '质保(月)',
    ['质保', '质保期', '质保月数', 'warrantyMonths'],
    { kind: 'months' },
    {
      otherUnit: /[年天日周]/,
      note: '月数',
    },
  ),
  column('funding', '资金来源', ['经费来源', '来源', 'funding'], text(500), {
    note: '文号，或 2019 五星奖励；多个来源写 2019 五星奖励:100000；集体资金:41000',
  }),
  column(
    'publicFrom',
    '公示起',
    ['公示开始', '公示开始日期', '公示起始日期', 'publicFrom'],
    { kind: 'date' },
    {
      note: '填了公示起止的采购按已公示登记，否则为草稿',
    },
  ),
  column('publicTo', '公示止', ['公示结束', '公示结束日期', '公示截止日期', 'publicTo'], { kind: 'date' }),
  NOTE_COLUMN,
  { ...YEAR_COLUMN, isPosted: true },
  { ...STAR_COLUMN, isPosted: true },
  column(
    'period',
    '公示起止',
    ['公示时间', '公示期', '公示期间', '公示起止日期'],
    { kind: 'period' },
    { isPosted: true },
  ),
  column(
    'leftFen',
    '结余',
    ['结余(元)', '余额', '剩余金额', '结余金额'],
    { kind: 'yuan', least: 0, most: MOST_FEN },
    {
      otherUnit: NOT_IN_YUAN,
      isPosted: true,
    },
  ),
  column(
    'reviewed',
    '监督委员会审核',
    ['监委会审核', '村务监督委员会审核', '监督委员会', '村务监督委员会', '监委会'],
    text(200),
    {
      isPosted: true,
    },
  ),
];
